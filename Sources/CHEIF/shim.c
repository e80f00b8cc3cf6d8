#include "CHEIF.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The declarations of <libheif/heif.h> that are used here; they are part of the binary interface of libheif.so.1.
struct heif_error {
  int code;
  int subcode;
  const char *message;
};
typedef struct heif_error error;
enum { COLORSPACE_RGB = 1, INTERLEAVED_RGB = 10, INTERLEAVED_RGBA = 11, CHANNEL_INTERLEAVED = 10 };

static struct {
  void *(*context_alloc)(void);
  void (*context_free)(void *context);
  void (*context_set_limit)(void *context, int side);
  void (*context_set_threads)(void *context, int count);
  error (*context_read)(void *context, const void *bytes, size_t count, const void *options);
  error (*primary_handle)(void *context, void **handle);
  int (*handle_width)(const void *handle);
  int (*handle_height)(const void *handle);
  int (*handle_has_alpha)(const void *handle);
  void (*handle_release)(const void *handle);
  error (*decode)(const void *handle, void **image, int colorspace, int chroma, const void *options);
  int (*image_width)(const void *image, int channel);
  int (*image_height)(const void *image, int channel);
  const uint8_t *(*image_plane)(const void *image, int channel, int *stride);
  void (*image_release)(const void *image);
} library;
static bool is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool find(void *opened, void **function, const char *name) {
  *function = dlsym(opened, name);
  return *function != NULL;
}

static void load(void) {
  void *opened = dlopen("libheif.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!opened) return;
  // Since version 1.13; without it, libheif decides.
  find(opened, (void **)&library.context_set_threads, "heif_context_set_max_decoding_threads");
  is_loaded = find(opened, (void **)&library.context_alloc, "heif_context_alloc") &&
              find(opened, (void **)&library.context_free, "heif_context_free") &&
              find(opened, (void **)&library.context_set_limit, "heif_context_set_maximum_image_size_limit") &&
              find(opened, (void **)&library.context_read, "heif_context_read_from_memory_without_copy") &&
              find(opened, (void **)&library.primary_handle, "heif_context_get_primary_image_handle") &&
              find(opened, (void **)&library.handle_width, "heif_image_handle_get_width") &&
              find(opened, (void **)&library.handle_height, "heif_image_handle_get_height") &&
              find(opened, (void **)&library.handle_has_alpha, "heif_image_handle_has_alpha_channel") &&
              find(opened, (void **)&library.handle_release, "heif_image_handle_release") &&
              find(opened, (void **)&library.decode, "heif_decode_image") &&
              find(opened, (void **)&library.image_width, "heif_image_get_width") &&
              find(opened, (void **)&library.image_height, "heif_image_get_height") &&
              find(opened, (void **)&library.image_plane, "heif_image_get_plane_readonly") &&
              find(opened, (void **)&library.image_release, "heif_image_release");
}

bool siam_heif_is_available(void) {
  pthread_once(&once, load);
  return is_loaded;
}

struct siam_heif {
  void *context;
  void *handle;
};

/// The maximum width and height, in pixels: a phone's panoramas are smaller. libheif allocates what an image claims.
static const int max_side = 16384;

static bool is_ok(error result, siam_heif_failure *failure) {
  if (result.code == 0) return true;
  snprintf(failure->message, sizeof failure->message, "%s", result.message ? result.message : "");
  return false;
}

siam_heif *siam_heif_open(const void *bytes, size_t count, siam_heif_failure *failure) {
  failure->message[0] = 0;
  siam_heif *heif = siam_heif_is_available() ? calloc(1, sizeof *heif) : NULL;
  if (!heif) return NULL;
  heif->context = library.context_alloc();
  if (!heif->context) {
    free(heif);
    return NULL;
  }
  library.context_set_limit(heif->context, max_side);
  // Files are decoded on all cores at once already.
  if (library.context_set_threads) library.context_set_threads(heif->context, 1);
  if (is_ok(library.context_read(heif->context, bytes, count, NULL), failure) &&
      is_ok(library.primary_handle(heif->context, &heif->handle), failure) && heif->handle) {
    int width = siam_heif_width(heif), height = siam_heif_height(heif);
    if (width > 0 && height > 0 && width <= max_side && height <= max_side) return heif;
    snprintf(failure->message, sizeof failure->message, "%d×%d pixels", width, height);
  }
  siam_heif_close(heif);
  return NULL;
}

int siam_heif_width(const siam_heif *heif) { return library.handle_width(heif->handle); }

int siam_heif_height(const siam_heif *heif) { return library.handle_height(heif->handle); }

bool siam_heif_has_alpha(const siam_heif *heif) { return library.handle_has_alpha(heif->handle) != 0; }

bool siam_heif_decode(siam_heif *heif, int channels, uint8_t *pixels, siam_heif_failure *failure) {
  failure->message[0] = 0;
  void *image = NULL;
  int chroma = channels == 4 ? INTERLEAVED_RGBA : INTERLEAVED_RGB;
  if (!is_ok(library.decode(heif->handle, &image, COLORSPACE_RGB, chroma, NULL), failure) || !image) return false;
  int width = siam_heif_width(heif), height = siam_heif_height(heif), stride = 0;
  const uint8_t *plane = library.image_plane(image, CHANNEL_INTERLEAVED, &stride);
  // The image may have another size than the header says.
  bool is_whole = plane && library.image_width(image, CHANNEL_INTERLEAVED) == width &&
                  library.image_height(image, CHANNEL_INTERLEAVED) == height && stride >= width * channels;
  for (int row = 0; is_whole && row < height; row++) {
    memcpy(pixels + (size_t)row * width * channels, plane + (size_t)row * stride, (size_t)width * channels);
  }
  library.image_release(image);
  return is_whole;
}

void siam_heif_close(siam_heif *heif) {
  if (heif->handle) library.handle_release(heif->handle);
  library.context_free(heif->context);
  free(heif);
}
