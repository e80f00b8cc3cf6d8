// WebP files decoded by libwebp, which is loaded when the first such file is met, so that siam builds and starts
// without it.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What the header of a WebP file says.
typedef struct siam_webp_header {
  /// The size of the canvas, in pixels, at least 1.
  int width;
  int height;
  bool has_alpha;
  bool is_animated;
} siam_webp_header;

/// Whether libwebp is installed. The first call loads it; later calls cost nothing.
bool siam_webp_is_available(void);

/// Reads the header of the file in `bytes`. Returns false if it is not a WebP file or libwebp is not installed.
bool siam_webp_read_header(const void *bytes, size_t count, siam_webp_header *header);

/// Decodes a file that is not animated into `pixels`, `height * width * channels` bytes, rows from the top.
///
/// `channels`: 3 for RGB or 4 for RGBA, not premultiplied. Returns false if the file is damaged or truncated, or
/// libwebp is not installed; `pixels` may be partly written.
bool siam_webp_decode(const void *bytes, size_t count, int width, int height, int channels, uint8_t *pixels);
