#if !__has_include(<zlib.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "zlib is missing; install it: apt-get install -y zlib1g-dev"
#endif

#include <stdlib.h>
#include <zlib.h>

#include "CArchive.h"

struct siam_inflater {
  z_stream stream;
};

siam_inflater *siam_inflater_new(void) {
  siam_inflater *inflater = calloc(1, sizeof *inflater);
  if (!inflater) return NULL;
  // 16: only gzip, with its header and checksum.
  if (inflateInit2(&inflater->stream, MAX_WBITS + 16) == Z_OK) return inflater;
  free(inflater);
  return NULL;
}

siam_archive_status siam_inflater_run(siam_inflater *inflater, const void *input, size_t *input_count, void *output,
                                      size_t *output_count) {
  uInt available = *input_count < 1 << 30 ? (uInt)*input_count : 1 << 30;
  uInt capacity = *output_count < 1 << 30 ? (uInt)*output_count : 1 << 30;
  inflater->stream.next_in = (Bytef *)input;
  inflater->stream.avail_in = available;
  inflater->stream.next_out = output;
  inflater->stream.avail_out = capacity;
  int code = inflate(&inflater->stream, Z_NO_FLUSH);
  *input_count = available - inflater->stream.avail_in;
  *output_count = capacity - inflater->stream.avail_out;
  if (code == Z_STREAM_END) {
    inflateReset(&inflater->stream);
    return siam_archive_end;
  }
  // Z_BUF_ERROR: more input or a larger buffer is needed.
  return code == Z_OK || code == Z_BUF_ERROR ? siam_archive_ok : siam_archive_entry_bad;
}

void siam_inflater_free(siam_inflater *inflater) {
  inflateEnd(&inflater->stream);
  free(inflater);
}
