// A TIFF file that is open.
#pragma once

#include "CTIFF.h"
#include "library.h"

struct siam_tiff {
  TIFF *tiff;
  const uint8_t *bytes;
  size_t count;
  /// The position that libtiff reads at.
  size_t offset;
  uint32_t width;
  uint32_t height;
  uint16_t bits;
  uint16_t photometric;
  /// The number of samples of a pixel, in the file and as they are decoded.
  uint16_t stored;
  uint16_t decoded;
  bool is_planar;
  /// Whether the file is decoded sample by sample here, rather than by libtiff's own conversion to RGBA.
  bool is_direct;
  /// Whether colours are multiplied by alpha.
  bool is_premultiplied;
  siam_tiff_samples samples;
  /// libtiff's first message; empty if there is none.
  char message[sizeof((siam_tiff_failure *)0)->message];
};
