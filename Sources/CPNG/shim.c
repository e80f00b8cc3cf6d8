#include "CPNG.h"

#if !__has_include(<png.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libpng is missing; install it: apt-get install -y libpng-dev"
#endif

#include <png.h>
#include <stdlib.h>
#include <string.h>

struct siam_png {
  png_image image;
  bool is_in_color;
  bool has_alpha;
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
  // Nearly all 16-bit files without a gamma are in sRGB; libpng would treat them as linear.
  png->image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  png->is_in_color = png->image.format & (PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_COLORMAP);
  png->has_alpha = png->image.format & PNG_FORMAT_FLAG_ALPHA;
  return png;
}

uint32_t siam_png_width(const siam_png *png) { return png->image.width; }

uint32_t siam_png_height(const siam_png *png) { return png->image.height; }

bool siam_png_is_in_color(const siam_png *png) { return png->is_in_color; }

bool siam_png_has_alpha(const siam_png *png) { return png->has_alpha; }

bool siam_png_decode(siam_png *png, int channels, uint8_t *pixels, siam_png_failure *failure) {
  png->image.format = channels == 1 ? PNG_FORMAT_GRAY : channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
  if (png_image_finish_read(&png->image, NULL, pixels, 0, NULL) && !PNG_IMAGE_FAILED(png->image)) return true;
  explain(failure, png->image.message);
  return false;
}

void siam_png_close(siam_png *png) {
  png_image_free(&png->image);
  free(png);
}

static png_image output_image(uint32_t width, uint32_t height, int channels) {
  png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height};
  image.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  return image;
}

size_t siam_png_encoded_size(uint32_t width, uint32_t height, int channels) {
  // On 32-bit systems libpng computes the size in 32 bits.
  if (width == 0 || height == 0 || (uint64_t)width * height > 1u << 28) return 0;
  png_image image = output_image(width, height, channels);
  return PNG_IMAGE_PNG_SIZE_MAX(image);
}

bool siam_png_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, int channels, void *bytes, size_t *count,
    siam_png_failure *failure) {
  png_image image = output_image(width, height, channels);
  if (png_image_write_to_memory(&image, bytes, count, 0, pixels, 0, NULL) && !PNG_IMAGE_FAILED(image)) return true;
  explain(failure, image.message);
  return false;
}
