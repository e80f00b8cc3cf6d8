// HEIC and AVIF files decoded by libheif, which is loaded when the first such file is met, so that siam builds and
// starts without it.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The main image of a HEIC or AVIF file, whose header has been read.
typedef struct siam_heif siam_heif;

/// libheif's message about an invalid image; empty if there is no error.
typedef struct siam_heif_failure {
  char message[128];
} siam_heif_failure;

/// Whether libheif is installed. The first call loads it; later calls cost nothing.
bool siam_heif_is_available(void);

/// Reads the header of the file held in `bytes`, which must outlive the result.
///
/// Returns NULL and fills `failure` if it can't be decoded or libheif is not installed. Freed by `siam_heif_close`.
siam_heif *siam_heif_open(const void *bytes, size_t count, siam_heif_failure *failure);

/// The size of the upright image, in pixels.
int siam_heif_width(const siam_heif *heif);
int siam_heif_height(const siam_heif *heif);

/// Whether the image has an alpha channel.
bool siam_heif_has_alpha(const siam_heif *heif);

/// Decodes into `pixels`, `width * height * channels` bytes of the upright image, rows from the top without padding:
/// 3 channels for RGB, 4 for RGBA, not premultiplied.
///
/// Returns false and fills `failure` if the file is damaged or needs a codec that is not installed.
bool siam_heif_decode(siam_heif *heif, int channels, uint8_t *pixels, siam_heif_failure *failure);

/// Frees the image.
void siam_heif_close(siam_heif *heif);
