// JPEG files decoded through TurboJPEG's API of version 2, which catches libjpeg's longjmps and returns errors by
// value; turbojpeg.h stays inside shim.c.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A JPEG picture whose header has been read.
typedef struct siam_jpeg siam_jpeg;

/// Why libjpeg refused a picture, in its words; empty when it did not.
typedef struct siam_jpeg_failure {
  char message[128];
} siam_jpeg_failure;

/// Reads the header of the JPEG file held in `bytes`, which must outlive the result.
///
/// Returns NULL and fills `failure` when there is no picture in it. Freed by `siam_jpeg_close`.
siam_jpeg *siam_jpeg_open(const void *bytes, size_t count, siam_jpeg_failure *failure);

/// In pixels, at least 1.
int siam_jpeg_width(const siam_jpeg *jpeg);

/// In pixels, at least 1.
int siam_jpeg_height(const siam_jpeg *jpeg);

/// Whether the file holds four inks (CMYK or YCCK), which decode to neither grey nor red, green and blue.
bool siam_jpeg_is_cmyk(const siam_jpeg *jpeg);

/// Decodes into `pixels`, `width * height * channels` bytes, rows from the top without padding.
///
/// `channels`: 1 for grey or 3 for red, green and blue, whichever of them the file has; 4 of a CMYK file, for its four
/// inks as they are stored. The accurate integer DCT and smooth upsampling are `djpeg`'s own, so pixels equal its.
///
/// Returns false and fills `failure` at the first thing wrong, were it only a warning of libjpeg's, and when there are
/// more than 500 scans; `pixels` may be partly written.
bool siam_jpeg_decode(siam_jpeg *jpeg, int channels, uint8_t *pixels, siam_jpeg_failure *failure);

/// Frees the picture.
void siam_jpeg_close(siam_jpeg *jpeg);
