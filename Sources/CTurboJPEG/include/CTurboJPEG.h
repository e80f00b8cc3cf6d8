// JPEG files decoded through TurboJPEG's API of version 2, which catches libjpeg's longjmps and returns errors by
// value; turbojpeg.h stays inside shim.c.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A JPEG image whose header has been read.
typedef struct siam_jpeg siam_jpeg;

/// libjpeg's message about an invalid image; empty if there is no error.
typedef struct siam_jpeg_failure {
  char message[128];
} siam_jpeg_failure;

/// Reads the header of the JPEG file held in `bytes`, which must outlive the result.
///
/// Returns NULL and fills `failure` if the file has no image. Freed by `siam_jpeg_close`.
siam_jpeg *siam_jpeg_open(const void *bytes, size_t count, siam_jpeg_failure *failure);

/// The width in pixels, at least 1.
int siam_jpeg_width(const siam_jpeg *jpeg);

/// The height in pixels, at least 1.
int siam_jpeg_height(const siam_jpeg *jpeg);

/// Whether the file has four inks (CMYK or YCCK), which TurboJPEG decodes to neither grey nor RGB.
bool siam_jpeg_is_cmyk(const siam_jpeg *jpeg);

/// Whether the image is greyscale.
bool siam_jpeg_is_grey(const siam_jpeg *jpeg);

/// Decodes into `pixels`, `width * height * channels` bytes, rows from the top without padding.
///
/// `channels`: 1 for grey or 3 for RGB, whichever the file has; 4 for a CMYK file's inks as they are stored. The
/// accurate integer DCT and smooth upsampling are those of `djpeg`, so the pixels equal its output.
///
/// Returns false and fills `failure` at the first error or warning of libjpeg, and if there are more than 500 scans;
/// `pixels` may be partly written.
bool siam_jpeg_decode(siam_jpeg *jpeg, int channels, uint8_t *pixels, siam_jpeg_failure *failure);

/// Frees the image.
void siam_jpeg_close(siam_jpeg *jpeg);
