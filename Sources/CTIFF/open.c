#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tiff.h"

/// The largest piece of memory that libtiff may allocate, in bytes: a strip of the largest image.
static const tmsize_t max_allocation = (tmsize_t)512 << 20;

static void explain(siam_tiff_failure *failure, const char *message, bool is_unsupported) {
  snprintf(failure->message, sizeof failure->message, "%s", message);
  failure->is_unsupported = is_unsupported;
}

static int record_error(TIFF *tiff, void *data, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)module;
  siam_tiff *own = data;
  if (!own->message[0]) vsnprintf(own->message, sizeof own->message, format, arguments);
  return 1;
}

static int ignore_warning(TIFF *tiff, void *data, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)data, (void)module, (void)format, (void)arguments;
  return 1;
}

static tmsize_t read_bytes(void *handle, void *target, tmsize_t count) {
  siam_tiff *tiff = handle;
  size_t rest = tiff->offset < tiff->count ? tiff->count - tiff->offset : 0;
  size_t length = count < 0 ? 0 : (size_t)count < rest ? (size_t)count : rest;
  memcpy(target, tiff->bytes + tiff->offset, length);
  tiff->offset += length;
  return (tmsize_t)length;
}

static tmsize_t write_nothing(void *handle, void *source, tmsize_t count) {
  (void)handle, (void)source, (void)count;
  return -1;
}

static toff_t seek(void *handle, toff_t offset, int origin) {
  siam_tiff *tiff = handle;
  toff_t start = origin == SEEK_CUR ? tiff->offset : origin == SEEK_END ? tiff->count : 0;
  toff_t target = start + offset;
  if (target > tiff->count) target = tiff->count;
  tiff->offset = (size_t)target;
  return target;
}

static int close_nothing(void *handle) {
  (void)handle;
  return 0;
}

static toff_t size(void *handle) { return ((siam_tiff *)handle)->count; }

static int map(void *handle, void **base, toff_t *count) {
  siam_tiff *tiff = handle;
  *base = (void *)tiff->bytes;
  *count = tiff->count;
  return 1;
}

static void unmap(void *handle, void *base, toff_t count) { (void)handle, (void)base, (void)count; }

/// Decides how to decode the page; returns false with a reason if it can't be decoded.
static bool plan(siam_tiff *tiff, siam_tiff_failure *failure) {
  uint16_t format = 1, planar = 1, extra_count = 0, ink_set = 1;
  uint16_t *extras = NULL;
  const struct siam_tiff_library *all = &siam_libtiff;
  if (!all->get(tiff->tiff, TAG_WIDTH, &tiff->width) || !all->get(tiff->tiff, TAG_HEIGHT, &tiff->height)) {
    explain(failure, "no size", false);
    return false;
  }
  all->get_or_default(tiff->tiff, TAG_BITS, &tiff->bits);
  all->get_or_default(tiff->tiff, TAG_SAMPLES, &tiff->stored);
  all->get_or_default(tiff->tiff, TAG_SAMPLE_FORMAT, &format);
  all->get_or_default(tiff->tiff, TAG_PLANAR, &planar);
  all->get_or_default(tiff->tiff, TAG_EXTRA_SAMPLES, &extra_count, &extras);
  all->get_or_default(tiff->tiff, TAG_INK_SET, &ink_set);
  if (!all->get(tiff->tiff, TAG_PHOTOMETRIC, &tiff->photometric)) {
    tiff->photometric = tiff->stored >= 3 ? RGB : BLACK_IS_ZERO;
  }
  if ((format != 1 && format != 4) || tiff->bits > 16) {
    const char *kind = format == 3 ? "floating-point" : format == 2 ? "signed" : format > 4 ? "complex" : "integer";
    char message[64];
    snprintf(message, sizeof message, "%d-bit %s samples", tiff->bits, kind);
    explain(failure, message, true);
    return false;
  }
  tiff->is_planar = planar == SEPARATE_PLANES;
  bool is_grey = tiff->photometric == WHITE_IS_ZERO || tiff->photometric == BLACK_IS_ZERO;
  bool is_cmyk = tiff->photometric == SEPARATED && ink_set == 1;
  uint16_t colors = is_grey ? 1 : tiff->photometric == RGB ? 3 : is_cmyk ? 4 : 0;
  bool is_alpha = colors && colors + 1 <= tiff->stored && extra_count && extras && !is_cmyk &&
                  (extras[0] == ASSOCIATED_ALPHA || extras[0] == UNASSOCIATED_ALPHA);
  tiff->is_premultiplied = is_alpha && extras[0] == ASSOCIATED_ALPHA;
  tiff->is_direct = colors && tiff->stored >= colors && (tiff->bits == 8 || tiff->bits == 16);
  if (tiff->is_direct) {
    tiff->decoded = colors + is_alpha;
    tiff->samples = is_cmyk ? siam_tiff_cmyk
                    : is_grey ? (is_alpha ? siam_tiff_grey_alpha : siam_tiff_grey)
                    : is_alpha ? siam_tiff_rgba : siam_tiff_rgb;
  } else {
    tiff->decoded = 4;
    // libtiff multiplies by alpha.
    tiff->is_premultiplied = is_alpha;
    tiff->samples = is_alpha ? siam_tiff_rgba : siam_tiff_rgbx;
  }
  return true;
}

siam_tiff *siam_tiff_open(const void *bytes, size_t count, siam_tiff_failure *failure) {
  failure->is_unsupported = false;
  failure->message[0] = 0;
  siam_tiff *tiff = siam_tiff_is_available() ? calloc(1, sizeof *tiff) : NULL;
  TIFFOpenOptions *options = tiff ? siam_libtiff.options_alloc() : NULL;
  if (!options) {
    explain(failure, "out of memory", false);
    free(tiff);
    return NULL;
  }
  tiff->bytes = bytes;
  tiff->count = count;
  siam_libtiff.options_set_limit(options, max_allocation);
  siam_libtiff.options_set_error(options, record_error, tiff);
  siam_libtiff.options_set_warning(options, ignore_warning, tiff);
  tiff->tiff = siam_libtiff.open(
      "file", "r", tiff, read_bytes, write_nothing, seek, close_nothing, size, map, unmap, options);
  siam_libtiff.options_free(options);
  if (tiff->tiff && plan(tiff, failure)) return tiff;
  if (!tiff->tiff) explain(failure, tiff->message, false);
  siam_tiff_close(tiff);
  return NULL;
}

void siam_tiff_close(siam_tiff *tiff) {
  if (tiff->tiff) siam_libtiff.close(tiff->tiff);
  free(tiff);
}

uint32_t siam_tiff_width(const siam_tiff *tiff) { return tiff->width; }

uint32_t siam_tiff_height(const siam_tiff *tiff) { return tiff->height; }

int siam_tiff_orientation(const siam_tiff *tiff) {
  uint16_t orientation = 1;
  siam_libtiff.get_or_default(tiff->tiff, TAG_ORIENTATION, &orientation);
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

siam_tiff_samples siam_tiff_samples_of(const siam_tiff *tiff) { return tiff->samples; }
