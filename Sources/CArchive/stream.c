#if !__has_include(<zlib.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "zlib is missing; install it: apt-get install -y zlib1g-dev"
#endif

#if !__has_include(<archive.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libarchive is missing; install it: apt-get install -y libarchive-dev"
#endif

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "CArchive.h"

enum { buffer_bytes = 1 << 17 };

struct siam_stream {
  /// Reads gzip files and uncompressed ones; or NULL.
  gzFile gzip;
  /// Reads files in other compression formats, through libarchive's raw format; or NULL.
  struct archive *other;
  /// The number of bytes that may still be read.
  uint64_t left;
  /// `siam_archive_ok` until the first failure, then that failure's status.
  siam_archive_status status;
  /// The system's number for it, where that is `siam_archive_unreadable`.
  int code;
  char message[160];
};

static siam_archive_status fail(siam_stream *stream, siam_archive_status status, const char *message) {
  stream->status = status;
  snprintf(stream->message, sizeof stream->message, "%s", message);
  return status;
}

static siam_archive_status fail_by_system(siam_stream *stream) {
  stream->code = errno ? errno : ENOMEM;
  return fail(stream, siam_archive_unreadable, strerror(stream->code));
}

/// Whether a file begins like bzip2, xz or Zstandard.
static bool is_packed_otherwise(const char *path) {
  unsigned char start[6] = {0};
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t count = read(file, start, sizeof start);
  close(file);
  if (count < 4) return false;
  return memcmp(start, "BZh", 3) == 0 || memcmp(start, "\xFD" "7zXZ", 6) == 0 ||
         memcmp(start, "\x28\xB5\x2F\xFD", 4) == 0;
}

static siam_archive_status open_other(siam_stream *stream, const char *path) {
  stream->other = archive_read_new();
  if (!stream->other) return fail(stream, siam_archive_broken, "out of memory");
  archive_read_support_filter_bzip2(stream->other);
  archive_read_support_filter_xz(stream->other);
  archive_read_support_filter_zstd(stream->other);
  int code = archive_read_support_format_raw(stream->other);
  if (code == ARCHIVE_OK) code = archive_read_open_filename(stream->other, path, buffer_bytes);
  struct archive_entry *entry;
  if (code == ARCHIVE_OK) code = archive_read_next_header(stream->other, &entry);
  if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return siam_archive_ok;
  const char *message = archive_error_string(stream->other);
  return fail(stream, siam_archive_broken, message ? message : "it ends early");
}

siam_stream *siam_stream_open(const char *path, uint64_t max_bytes, siam_archive_status *status) {
  siam_stream *stream = calloc(1, sizeof *stream);
  if (!stream) return NULL;
  // Reading tries one byte beyond the limit to detect a larger file, hence the − 1.
  stream->left = max_bytes < UINT64_MAX ? max_bytes : UINT64_MAX - 1;
  if (is_packed_otherwise(path)) {
    *status = open_other(stream, path);
    return stream;
  }
  stream->gzip = gzopen(path, "rbe");
  if (!stream->gzip) {
    *status = fail_by_system(stream);
    return stream;
  }
  gzbuffer(stream->gzip, buffer_bytes);
  *status = siam_archive_ok;
  return stream;
}

bool siam_stream_is_packed(siam_stream *stream) { return stream->other || (stream->gzip && !gzdirect(stream->gzip)); }

static siam_archive_status read_gzip(siam_stream *stream, void *buffer, size_t capacity, size_t *count) {
  int got = gzread(stream->gzip, buffer, (unsigned)capacity);
  int code = Z_OK;
  if (got < (int)capacity) gzerror(stream->gzip, &code);
  // Bytes before a premature end are not returned: the file is broken.
  switch (code) {
    case Z_OK:
    case Z_STREAM_END:
      break;
    case Z_BUF_ERROR:
      return fail(stream, siam_archive_broken, "it ends early");
    case Z_ERRNO:
      return fail_by_system(stream);
    default:
      return fail(stream, siam_archive_broken, "its compressed data is damaged");
  }
  *count = got > 0 ? (size_t)got : 0;
  return siam_archive_ok;
}

static siam_archive_status read_other(siam_stream *stream, void *buffer, size_t capacity, size_t *count) {
  la_ssize_t got = archive_read_data(stream->other, buffer, capacity);
  if (got < 0) {
    const char *message = archive_error_string(stream->other);
    return fail(stream, siam_archive_broken, message ? message : "its compressed data is damaged");
  }
  *count = (size_t)got;
  return siam_archive_ok;
}

siam_archive_status siam_stream_read(siam_stream *stream, void *buffer, size_t capacity, size_t *count) {
  *count = 0;
  if (stream->status != siam_archive_ok) return stream->status;
  if (capacity > 1 << 30) capacity = 1 << 30;
  if (capacity > stream->left + 1) capacity = (size_t)stream->left + 1;
  siam_archive_status status = stream->gzip ? read_gzip(stream, buffer, capacity, count)
                                            : read_other(stream, buffer, capacity, count);
  if (status != siam_archive_ok) return status;
  if (*count > stream->left) {
    *count = 0;
    return fail(stream, siam_archive_too_much, "it is larger than siam's limit when decompressed");
  }
  stream->left -= *count;
  return *count == 0 && capacity > 0 ? siam_archive_end : siam_archive_ok;
}

siam_archive_status siam_stream_state(siam_stream *stream) { return stream->status; }

int siam_stream_errno(siam_stream *stream) { return stream->code; }

const char *siam_stream_message(siam_stream *stream) { return stream->message; }

void siam_stream_close(siam_stream *stream) {
  if (stream->gzip) gzclose(stream->gzip);
  if (stream->other) archive_read_free(stream->other);
  free(stream);
}
