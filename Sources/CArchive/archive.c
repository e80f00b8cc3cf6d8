#include "CArchive.h"

#if !__has_include(<archive.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libarchive is missing; install it: apt-get install -y libarchive-dev"
#endif

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

struct siam_archive {
  struct archive *reader;
  struct archive_entry *entry;
  bool is_tar;
  /// The stream that decompresses a tar, or NULL, and the buffer libarchive reads from it.
  siam_stream *packed;
  void *buffer;
  /// The reason nothing more can be read, if libarchive has no message for it; or NULL.
  const char *message;
};

enum { buffer_bytes = 1 << 16 };

// libarchive converts names to the thread's LC_CTYPE, and returns none for a non-ASCII entry under the C locale. So its
// calls run under a UTF-8 LC_CTYPE of this thread alone; the process's locale is unchanged.
static locale_t utf8_locale;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void make_utf8_locale(void) {
  static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
  for (size_t index = 0; index < sizeof names / sizeof *names && !utf8_locale; index++)
    utf8_locale = newlocale(LC_CTYPE_MASK, names[index], (locale_t)0);
}

static locale_t enter_utf8(void) {
  pthread_once(&utf8_once, make_utf8_locale);
  return utf8_locale ? uselocale(utf8_locale) : (locale_t)0;
}

static void leave_utf8(locale_t previous) {
  if (previous) uselocale(previous);
}

static siam_archive_status status_of(siam_archive *archive, int code) {
  switch (code) {
    case ARCHIVE_OK:
      return siam_archive_ok;
    case ARCHIVE_EOF:
      return siam_archive_end;
    case ARCHIVE_FATAL: {
      siam_archive_status cause = archive->packed ? siam_stream_state(archive->packed) : siam_archive_ok;
      return cause == siam_archive_ok ? siam_archive_broken : cause;
    }
    default:
      return siam_archive_entry_bad;
  }
}

static la_ssize_t read_packed(struct archive *reader, void *data, const void **buffer) {
  siam_archive *archive = data;
  size_t count;
  siam_archive_status status = siam_stream_read(archive->packed, archive->buffer, buffer_bytes, &count);
  *buffer = archive->buffer;
  if (status == siam_archive_ok || status == siam_archive_end) return (la_ssize_t)count;
  archive_set_error(reader, EIO, "%s", siam_stream_message(archive->packed));
  return ARCHIVE_FATAL;
}

static siam_archive *new_archive(void) {
  siam_archive *archive = calloc(1, sizeof *archive);
  if (!archive) return NULL;
  archive->reader = archive_read_new();
  if (archive->reader) return archive;
  free(archive);
  return NULL;
}

siam_archive *siam_archive_open_zip(const char *path, siam_archive_status *status) {
  siam_archive *archive = new_archive();
  if (!archive) return NULL;
  locale_t previous = enter_utf8();
  // Only the reader that needs the central directory: the streaming one accepts a truncated archive.
  int code = archive_read_support_format_zip_seekable(archive->reader);
  if (code == ARCHIVE_OK) code = archive_read_open_filename(archive->reader, path, buffer_bytes);
  leave_utf8(previous);
  *status = code == ARCHIVE_OK ? siam_archive_ok : siam_archive_broken;
  return archive;
}

siam_archive *siam_archive_open_tar(const char *path, siam_stream *packed, siam_archive_status *status) {
  siam_archive *archive = new_archive();
  if (!archive) return NULL;
  archive->is_tar = true;
  archive->packed = packed;
  archive->buffer = packed ? malloc(buffer_bytes) : NULL;
  if (packed && !archive->buffer) {
    siam_archive_close(archive);
    return NULL;
  }
  locale_t previous = enter_utf8();
  int code = archive_read_support_format_tar(archive->reader);
  if (code == ARCHIVE_OK)
    code = packed ? archive_read_open(archive->reader, archive, NULL, read_packed, NULL)
                  // With a path, entries that aren't read are skipped by seeking.
                  : archive_read_open_filename(archive->reader, path, buffer_bytes);
  leave_utf8(previous);
  *status = code == ARCHIVE_OK ? siam_archive_ok : status_of(archive, ARCHIVE_FATAL);
  return archive;
}

/// Whether a tar that has no more entries ends with blocks of zeros, as it must.
static bool has_end_mark(siam_archive *archive) {
  return archive_filter_bytes(archive->reader, 0) - archive_read_header_position(archive->reader) >= 512;
}

siam_archive_status siam_archive_next(siam_archive *archive) {
  locale_t previous = enter_utf8();
  int code = archive_read_next_header(archive->reader, &archive->entry);
  leave_utf8(previous);
  if (archive->is_tar && code == ARCHIVE_EOF && !has_end_mark(archive)) {
    archive->message = "it ends early";
    return siam_archive_broken;
  }
  // A warning concerns the name or an attribute; the entry can be read.
  if (code == ARCHIVE_WARN) return siam_archive_ok;
  // After a damaged header, the position of a tar's next entry is unknown.
  if (archive->is_tar && code == ARCHIVE_RETRY) return siam_archive_broken;
  return status_of(archive, code);
}

const char *siam_archive_name(siam_archive *archive) {
  locale_t previous = enter_utf8();
  const char *name = archive_entry_pathname(archive->entry);
  if (!name) name = archive_entry_pathname_utf8(archive->entry);
  leave_utf8(previous);
  return name;
}

siam_archive_kind siam_archive_entry_kind(siam_archive *archive) {
  locale_t previous = enter_utf8();
  bool is_hard_link = archive_entry_hardlink(archive->entry) != NULL;
  leave_utf8(previous);
  if (is_hard_link) return siam_archive_link;
  switch (archive_entry_filetype(archive->entry)) {
    case AE_IFREG:
      return siam_archive_file;
    case AE_IFDIR:
      return siam_archive_folder;
    case AE_IFLNK:
      return siam_archive_link;
    default:
      return siam_archive_other;
  }
}

bool siam_archive_is_encrypted(siam_archive *archive) { return archive_entry_is_encrypted(archive->entry); }

int64_t siam_archive_position(siam_archive *archive) { return archive_filter_bytes(archive->reader, 0); }

int64_t siam_archive_size(siam_archive *archive) {
  return archive_entry_size_is_set(archive->entry) ? archive_entry_size(archive->entry) : -1;
}

siam_archive_status siam_archive_read(siam_archive *archive, void *buffer, size_t capacity, size_t *count) {
  la_ssize_t result = archive_read_data(archive->reader, buffer, capacity);
  *count = result > 0 ? (size_t)result : 0;
  if (result > 0) return siam_archive_ok;
  return result == 0 ? siam_archive_end : status_of(archive, (int)result);
}

const char *siam_archive_message(siam_archive *archive) {
  const char *message = archive->message ? archive->message : archive_error_string(archive->reader);
  return message ? message : "unknown error";
}

void siam_archive_close(siam_archive *archive) {
  archive_read_free(archive->reader);
  free(archive->buffer);
  free(archive);
}
