#include "library.h"

#include <dlfcn.h>
#include <pthread.h>

#include "CTIFF.h"

struct siam_tiff_library siam_libtiff;
static bool is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool find(void *library, void **function, const char *name) {
  *function = dlsym(library, name);
  return *function != NULL;
}

static void load(void) {
  // Version 4.5, with handlers and limits of each file's own.
  void *library = dlopen("libtiff.so.6", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  struct siam_tiff_library *all = &siam_libtiff;
  is_loaded = find(library, (void **)&all->options_alloc, "TIFFOpenOptionsAlloc") &&
              find(library, (void **)&all->options_free, "TIFFOpenOptionsFree") &&
              find(library, (void **)&all->options_set_limit, "TIFFOpenOptionsSetMaxSingleMemAlloc") &&
              find(library, (void **)&all->options_set_error, "TIFFOpenOptionsSetErrorHandlerExtR") &&
              find(library, (void **)&all->options_set_warning, "TIFFOpenOptionsSetWarningHandlerExtR") &&
              find(library, (void **)&all->open, "TIFFClientOpenExt") &&
              find(library, (void **)&all->get, "TIFFGetField") &&
              find(library, (void **)&all->get_or_default, "TIFFGetFieldDefaulted") &&
              find(library, (void **)&all->is_tiled, "TIFFIsTiled") &&
              find(library, (void **)&all->scanline_size, "TIFFScanlineSize") &&
              find(library, (void **)&all->tile_size, "TIFFTileSize") &&
              find(library, (void **)&all->read_scanline, "TIFFReadScanline") &&
              find(library, (void **)&all->read_tile, "TIFFReadTile") &&
              find(library, (void **)&all->read_rgba, "TIFFReadRGBAImageOriented") &&
              find(library, (void **)&all->close, "TIFFClose");
}

bool siam_tiff_is_available(void) {
  pthread_once(&once, load);
  return is_loaded;
}
