// The declarations of <tiffio.h> that are used here; they are part of the binary interface of libtiff.so.6.
#pragma once

#include <stdarg.h>
#include <stdint.h>

typedef struct tiff TIFF;
typedef struct TIFFOpenOptions TIFFOpenOptions;
typedef int64_t tmsize_t;
typedef uint64_t toff_t;
typedef int (*siam_tiff_handler)(TIFF *, void *data, const char *module, const char *format, va_list);

enum {
  TAG_WIDTH = 256,
  TAG_HEIGHT = 257,
  TAG_BITS = 258,
  TAG_PHOTOMETRIC = 262,
  TAG_ORIENTATION = 274,
  TAG_SAMPLES = 277,
  TAG_PLANAR = 284,
  TAG_TILE_WIDTH = 322,
  TAG_TILE_HEIGHT = 323,
  TAG_INK_SET = 332,
  TAG_EXTRA_SAMPLES = 338,
  TAG_SAMPLE_FORMAT = 339,
  WHITE_IS_ZERO = 0,
  BLACK_IS_ZERO = 1,
  RGB = 2,
  SEPARATED = 5,
  SEPARATE_PLANES = 2,
  ASSOCIATED_ALPHA = 1,
  UNASSOCIATED_ALPHA = 2,
};

/// The functions of libtiff, valid once `siam_tiff_is_available` has returned true.
struct siam_tiff_library {
  TIFFOpenOptions *(*options_alloc)(void);
  void (*options_free)(TIFFOpenOptions *);
  void (*options_set_limit)(TIFFOpenOptions *, tmsize_t);
  void (*options_set_error)(TIFFOpenOptions *, siam_tiff_handler, void *data);
  void (*options_set_warning)(TIFFOpenOptions *, siam_tiff_handler, void *data);
  TIFF *(*open)(
      const char *name, const char *mode, void *handle, tmsize_t (*read)(void *, void *, tmsize_t),
      tmsize_t (*write)(void *, void *, tmsize_t), toff_t (*seek)(void *, toff_t, int), int (*close)(void *),
      toff_t (*size)(void *), int (*map)(void *, void **, toff_t *), void (*unmap)(void *, void *, toff_t),
      TIFFOpenOptions *);
  int (*get)(TIFF *, uint32_t tag, ...);
  int (*get_or_default)(TIFF *, uint32_t tag, ...);
  int (*is_tiled)(TIFF *);
  tmsize_t (*scanline_size)(TIFF *);
  tmsize_t (*tile_size)(TIFF *);
  int (*read_scanline)(TIFF *, void *, uint32_t row, uint16_t sample);
  tmsize_t (*read_tile)(TIFF *, void *, uint32_t x, uint32_t y, uint32_t z, uint16_t sample);
  int (*read_rgba)(TIFF *, uint32_t width, uint32_t height, uint32_t *pixels, int orientation, int stops);
  void (*close)(TIFF *);
};

extern struct siam_tiff_library siam_libtiff;
