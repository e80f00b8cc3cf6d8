// PNG files decoded through libpng's simplified API, which reports errors by return value; png.h, and with it
// setjmp.h, stays inside shim.c.
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

/// 1 for a grey picture without transparency, else 4 (red, green, blue, alpha not premultiplied).
int siam_png_channels(const siam_png *png);

/// Decodes into `pixels`, `width * height * channels` bytes of sRGB, rows from the top without padding.
///
/// Returns false and fills `failure` when the file is damaged or cut short; `pixels` may be partly written.
bool siam_png_decode(siam_png *png, uint8_t *pixels, siam_png_failure *failure);

/// Frees the picture.
void siam_png_close(siam_png *png);
