#include "CExif.h"

#if !__has_include(<libexif/exif-data.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libexif is missing; install it: apt-get install -y libexif-dev"
#endif

#include <libexif/exif-data.h>
#include <limits.h>

int siam_exif_orientation(const uint8_t *bytes, size_t count) {
  if (count > UINT_MAX) return 0;
  ExifData *data = exif_data_new_from_data(bytes, (unsigned int)count);
  if (!data) return 0;
  int orientation = 0;
  ExifEntry *entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (entry && entry->data && entry->size >= 2 && entry->format == EXIF_FORMAT_SHORT) {
    orientation = exif_get_short(entry->data, exif_data_get_byte_order(data));
  }
  exif_data_unref(data);
  return orientation >= 1 && orientation <= 8 ? orientation : 0;
}
