// TIFF files decoded by libtiff, which is loaded when the first such file is met, so that siam builds and starts
// without it.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The first page of a TIFF file, whose header has been read.
typedef struct siam_tiff siam_tiff;

/// The samples of a pixel that `siam_tiff_decode` writes, a byte each.
typedef enum siam_tiff_samples {
  siam_tiff_grey,
  siam_tiff_grey_alpha,
  siam_tiff_rgb,
  siam_tiff_rgba,
  /// Red, green, blue and a byte to ignore.
  siam_tiff_rgbx,
  /// Four inks: 0 is none, 255 full.
  siam_tiff_cmyk,
} siam_tiff_samples;

/// Why a file can't be decoded.
typedef struct siam_tiff_failure {
  char message[128];
  /// Whether the file may be valid, but has samples that aren't decoded, such as floating-point numbers.
  bool is_unsupported;
} siam_tiff_failure;

/// Whether libtiff is installed. The first call loads it; later calls cost nothing.
bool siam_tiff_is_available(void);

/// Reads the header of the first page of the file held in `bytes`, which must outlive the result.
///
/// Returns NULL and fills `failure` if it can't be decoded or libtiff is not installed. Freed by `siam_tiff_close`.
siam_tiff *siam_tiff_open(const void *bytes, size_t count, siam_tiff_failure *failure);

/// The size of the stored image, in pixels.
uint32_t siam_tiff_width(const siam_tiff *tiff);
uint32_t siam_tiff_height(const siam_tiff *tiff);

/// The orientation, 1…8, as in EXIF.
int siam_tiff_orientation(const siam_tiff *tiff);

/// What `siam_tiff_decode` writes.
siam_tiff_samples siam_tiff_samples_of(const siam_tiff *tiff);

/// The number of bytes of a pixel.
int siam_tiff_channels(siam_tiff_samples samples);

/// Decodes into `pixels`, `width * height` pixels as they are stored, rows without padding; 16 bits are rounded to 8.
///
/// Returns false and fills `failure` if the file is damaged; `pixels` may be partly written.
bool siam_tiff_decode(siam_tiff *tiff, uint8_t *pixels, siam_tiff_failure *failure);

/// Frees the image.
void siam_tiff_close(siam_tiff *tiff);
