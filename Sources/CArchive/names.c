#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

#include "CArchive.h"

struct siam_names {
  iconv_t converter;
};

siam_names *siam_names_open(const char *encoding) {
  siam_names *names = calloc(1, sizeof *names);
  if (!names) return NULL;
  names->converter = iconv_open("UTF-8", encoding);
  if (names->converter != (iconv_t)-1) return names;
  free(names);
  return NULL;
}

int64_t siam_names_convert(siam_names *names, const char *bytes, size_t count, char *utf8, size_t capacity) {
  // Resets the state after a name that could not be converted.
  iconv(names->converter, NULL, NULL, NULL, NULL);
  char *input = (char *)bytes;
  char *output = utf8;
  size_t left = capacity;
  // A result above 0 counts characters that were replaced by similar ones.
  if (iconv(names->converter, &input, &count, &output, &left) != 0) return -1;
  if (iconv(names->converter, NULL, NULL, &output, &left) != 0) return -1;
  return output - utf8;
}

void siam_names_close(siam_names *names) {
  iconv_close(names->converter);
  free(names);
}
