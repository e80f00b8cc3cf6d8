// PNG files decoded and encoded through libpng's simplified API, which reports errors by return value; png.h, and
// with it setjmp.h, stays inside shim.c.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A PNG image whose header has been read.
typedef struct siam_png siam_png;

/// libpng's message about an invalid image; empty if there is no error.
typedef struct siam_png_failure {
  char message[80];
} siam_png_failure;

/// Reads the header of the PNG file held in `bytes`, which must outlive the result.
///
/// Returns NULL and fills `failure` if it is not a PNG file. Freed by `siam_png_close`.
siam_png *siam_png_open(const void *bytes, size_t count, siam_png_failure *failure);

/// The width, in pixels.
uint32_t siam_png_width(const siam_png *png);

/// The height, in pixels.
uint32_t siam_png_height(const siam_png *png);

/// Whether the file is in colour, in its pixels or in a palette.
bool siam_png_is_in_color(const siam_png *png);

/// Whether the file has an alpha channel or transparent colours.
bool siam_png_has_alpha(const siam_png *png);

/// Decodes into `pixels`, `width * height * channels` bytes of sRGB, rows from the top without padding.
///
/// `channels`: 1 for grey, only for a grey file without alpha; 3 for RGB, for any file without alpha; 4 for RGBA, not
/// premultiplied, for any file. With these rules libpng never mixes channels by itself.
///
/// Returns false and fills `failure` if the file is damaged or truncated; `pixels` may be partly written.
bool siam_png_decode(siam_png *png, int channels, uint8_t *pixels, siam_png_failure *failure);

/// Frees the image.
void siam_png_close(siam_png *png);

/// The maximum number of bytes that `siam_png_encode` writes for an image; 0 if it is too large to encode.
size_t siam_png_encoded_size(uint32_t width, uint32_t height, int channels);

/// Encodes `width * height * channels` bytes of sRGB, rows from the top without padding: 1 channel for grey, 3 for RGB.
///
/// `count` is the size of `bytes` before the call and of the file after it. Returns false and fills `failure` on error.
bool siam_png_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, int channels, void *bytes, size_t *count,
    siam_png_failure *failure);
