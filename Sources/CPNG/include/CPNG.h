// PNG files decoded and encoded through libpng's simplified API, which reports errors by return value; png.h, and
// with it setjmp.h, stays inside shim.c.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A PNG picture whose header has been read.
typedef struct siam_png siam_png;

/// Why libpng refused a picture, in its words; empty when it did not.
typedef struct siam_png_failure {
  char message[80];
} siam_png_failure;

/// Reads the header of the PNG file held in `bytes`, which must outlive the result.
///
/// Returns NULL and fills `failure` when it is not a PNG file. Freed by `siam_png_close`.
siam_png *siam_png_open(const void *bytes, size_t count, siam_png_failure *failure);

/// In pixels.
uint32_t siam_png_width(const siam_png *png);

/// In pixels.
uint32_t siam_png_height(const siam_png *png);

/// Whether the file has red, green and blue, in its pixels or in a palette.
bool siam_png_is_in_color(const siam_png *png);

/// Whether anything in it may be transparent.
bool siam_png_has_alpha(const siam_png *png);

/// Decodes into `pixels`, `width * height * channels` bytes of sRGB, rows from the top without padding.
///
/// `channels`: 1 for grey, of a file that is grey without alpha; 3 for red, green and blue, of any file without alpha;
/// 4 for red, green, blue and alpha, not premultiplied, of any file. So libpng never mixes channels by itself.
///
/// Returns false and fills `failure` when the file is damaged or cut short; `pixels` may be partly written.
bool siam_png_decode(siam_png *png, int channels, uint8_t *pixels, siam_png_failure *failure);

/// Frees the picture.
void siam_png_close(siam_png *png);

/// The most bytes that `siam_png_encode` writes of a picture; 0 where it is too large for a PNG file.
size_t siam_png_encoded_size(uint32_t width, uint32_t height, int channels);

/// Encodes `width * height * channels` bytes of sRGB, rows from the top without padding: 1 channel grey, 3 red, green
/// and blue.
///
/// `count` is the size of `bytes` before and of the file after. Returns false and fills `failure` when it can't.
bool siam_png_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, int channels, void *bytes, size_t *count,
    siam_png_failure *failure);
