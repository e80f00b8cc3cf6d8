#include "CPNG.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

struct siam_png {
  png_image image;
  int channels;
};

static void explain(siam_png_failure *failure, const char *message) {
  strncpy(failure->message, message, sizeof failure->message - 1);
  failure->message[sizeof failure->message - 1] = 0;
}

siam_png *siam_png_open(const void *bytes, size_t count, siam_png_failure *failure) {
  siam_png *png = calloc(1, sizeof *png);
  if (!png) {
    explain(failure, "out of memory");
    return NULL;
  }
  png->image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&png->image, bytes, count)) {
    explain(failure, png->image.message);
    siam_png_close(png);
    return NULL;
  }
  // 16-bit files without a gamma are written in sRGB by nearly everyone; libpng would take them for linear light.
  png->image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  const png_uint_32 unlike_grey = PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_COLORMAP;
  png->channels = png->image.format & unlike_grey ? 4 : 1;
  return png;
}

uint32_t siam_png_width(const siam_png *png) { return png->image.width; }

uint32_t siam_png_height(const siam_png *png) { return png->image.height; }

int siam_png_channels(const siam_png *png) { return png->channels; }

bool siam_png_decode(siam_png *png, uint8_t *pixels, siam_png_failure *failure) {
  png->image.format = png->channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGBA;
  if (png_image_finish_read(&png->image, NULL, pixels, 0, NULL) && !PNG_IMAGE_FAILED(png->image)) return true;
  explain(failure, png->image.message);
  return false;
}

void siam_png_close(siam_png *png) {
  png_image_free(&png->image);
  free(png);
}
