#include "CWebP.h"

#include <dlfcn.h>
#include <pthread.h>

// The declarations of <webp/decode.h> that are used here; they are part of the binary interface of libwebp.so.7.
struct features {
  int width, height, has_alpha, has_animation, format;
  uint32_t pad[5];
};
typedef int (*features_function)(const uint8_t *, size_t, struct features *, int version);
typedef uint8_t *(*decode_function)(const uint8_t *, size_t, uint8_t *, size_t size, int stride);

/// Of the interface that `features` belongs to; libwebp compares the upper byte.
static const int interface_version = 0x0209;

static features_function get_features;
static decode_function decode_rgb, decode_rgba;
static bool is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen("libwebp.so.7", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  get_features = (features_function)dlsym(library, "WebPGetFeaturesInternal");
  decode_rgb = (decode_function)dlsym(library, "WebPDecodeRGBInto");
  decode_rgba = (decode_function)dlsym(library, "WebPDecodeRGBAInto");
  is_loaded = get_features && decode_rgb && decode_rgba;
}

bool siam_webp_is_available(void) {
  pthread_once(&once, load);
  return is_loaded;
}

bool siam_webp_read_header(const void *bytes, size_t count, siam_webp_header *header) {
  struct features features = {0};
  if (!siam_webp_is_available() || get_features(bytes, count, &features, interface_version) != 0) return false;
  header->width = features.width;
  header->height = features.height;
  header->has_alpha = features.has_alpha;
  header->is_animated = features.has_animation;
  return features.width > 0 && features.height > 0;
}

bool siam_webp_decode(const void *bytes, size_t count, int width, int height, int channels, uint8_t *pixels) {
  if (!siam_webp_is_available()) return false;
  decode_function decode = channels == 4 ? decode_rgba : decode_rgb;
  return decode(bytes, count, pixels, (size_t)width * height * channels, width * channels) != NULL;
}
