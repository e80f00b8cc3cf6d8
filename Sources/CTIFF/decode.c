#include <stdio.h>
#include <stdlib.h>

#include "tiff.h"

int siam_tiff_channels(siam_tiff_samples samples) {
  return samples == siam_tiff_grey ? 1 : samples == siam_tiff_grey_alpha ? 2 : samples == siam_tiff_rgb ? 3 : 4;
}

/// The position of a pixel's sample in the decoded image.
static size_t index_of(const siam_tiff *tiff, uint32_t row, uint32_t column) {
  return ((size_t)row * tiff->width + column) * tiff->decoded;
}

/// Copies the samples of `count` pixels of a row from a column on. `source` has `step` samples a pixel, of which
/// `used` are copied, from `sample` on.
static void copy(
    const siam_tiff *tiff, const uint8_t *source, uint32_t row, uint32_t column, uint32_t count, int step, int sample,
    int used, uint8_t *pixels) {
  const uint16_t *wide = (const uint16_t *)source;
  uint8_t *target = pixels + index_of(tiff, row, column) + sample;
  for (uint32_t pixel = 0; pixel < count; pixel++) {
    for (int k = 0; k < used; k++) {
      size_t from = (size_t)pixel * step + k;
      target[(size_t)pixel * tiff->decoded + k] =
          tiff->bits == 16 ? (uint8_t)((wide[from] * 255u + 32767u) / 65535u) : source[from];
    }
  }
}

/// Decodes one plane: all samples if they are stored together, or else one.
static bool decode_plane(siam_tiff *tiff, int sample, uint8_t *buffer, size_t size, uint8_t *pixels) {
  int step = tiff->is_planar ? 1 : tiff->stored;
  int used = tiff->is_planar ? 1 : tiff->decoded;
  size_t pixel_bytes = (size_t)step * tiff->bits / 8;
  if (!siam_libtiff.is_tiled(tiff->tiff)) {
    if (size < tiff->width * pixel_bytes) return false;
    for (uint32_t row = 0; row < tiff->height; row++) {
      if (siam_libtiff.read_scanline(tiff->tiff, buffer, row, (uint16_t)sample) != 1) return false;
      copy(tiff, buffer, row, 0, tiff->width, step, sample, used, pixels);
    }
    return true;
  }
  uint32_t tile_width = 0, tile_height = 0;
  siam_libtiff.get(tiff->tiff, TAG_TILE_WIDTH, &tile_width);
  siam_libtiff.get(tiff->tiff, TAG_TILE_HEIGHT, &tile_height);
  if (!tile_width || !tile_height || size / pixel_bytes / tile_width < tile_height) return false;
  for (uint32_t top = 0; top < tiff->height; top += tile_height) {
    for (uint32_t left = 0; left < tiff->width; left += tile_width) {
      if (siam_libtiff.read_tile(tiff->tiff, buffer, left, top, 0, (uint16_t)sample) < 0) return false;
      uint32_t count = tiff->width - left < tile_width ? tiff->width - left : tile_width;
      for (uint32_t row = 0; row < tile_height && row < tiff->height - top; row++) {
        copy(
            tiff, buffer + (size_t)row * tile_width * pixel_bytes, top + row, left, count, step, sample, used, pixels);
      }
      if (tile_width > tiff->width - left) break;
    }
    if (tile_height > tiff->height - top) break;
  }
  return true;
}

static bool decode_directly(siam_tiff *tiff, uint8_t *pixels) {
  tmsize_t size = siam_libtiff.is_tiled(tiff->tiff) ? siam_libtiff.tile_size(tiff->tiff)
                                                    : siam_libtiff.scanline_size(tiff->tiff);
  if (size <= 0 || size > (tmsize_t)512 << 20) return false;
  // Zeroed, so that a tile which libtiff fills only partly shows nothing of other memory.
  uint8_t *buffer = calloc(1, (size_t)size);
  if (!buffer) return false;
  bool is_whole = true;
  int planes = tiff->is_planar ? tiff->decoded : 1;
  for (int plane = 0; plane < planes && is_whole; plane++) {
    is_whole = decode_plane(tiff, plane, buffer, (size_t)size, pixels);
  }
  free(buffer);
  if (!is_whole) return false;
  if (tiff->photometric == WHITE_IS_ZERO) {
    for (size_t index = 0; index < (size_t)tiff->width * tiff->height; index++) {
      pixels[index * tiff->decoded] = (uint8_t)~pixels[index * tiff->decoded];
    }
  }
  return true;
}

/// Divides the colours by alpha, rounded.
static void divide_by_alpha(const siam_tiff *tiff, uint8_t *pixels) {
  int channels = tiff->decoded;
  for (size_t index = 0; index < (size_t)tiff->width * tiff->height; index++) {
    uint8_t *pixel = pixels + index * channels;
    unsigned alpha = pixel[channels - 1];
    for (int k = 0; k < channels - 1 && alpha > 0; k++) {
      unsigned value = (pixel[k] * 255u + alpha / 2) / alpha;
      pixel[k] = value > 255 ? 255 : (uint8_t)value;
    }
  }
}

bool siam_tiff_decode(siam_tiff *tiff, uint8_t *pixels, siam_tiff_failure *failure) {
  failure->is_unsupported = false;
  // The orientation of the file as the one of the result: pixels come as they are stored.
  bool is_whole = tiff->is_direct ? decode_directly(tiff, pixels)
                                  : siam_libtiff.read_rgba(
                                        tiff->tiff, tiff->width, tiff->height, (uint32_t *)pixels,
                                        siam_tiff_orientation(tiff), 1) != 0;
  if (!is_whole) {
    snprintf(failure->message, sizeof failure->message, "%s", tiff->message);
    return false;
  }
  if (tiff->is_premultiplied) divide_by_alpha(tiff, pixels);
  return true;
}
