#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

struct siam_archive {
  struct archive *reader;
  struct archive_entry *entry;
};

// libarchive converts names to the thread's LC_CTYPE, and gives none for a non-ASCII entry under the C locale. So its
// calls run under a UTF-8 LC_CTYPE of this thread alone; the process's locale stays as it was.
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

static siam_archive_status status_of(int code) {
  switch (code) {
    case ARCHIVE_OK:
      return siam_archive_ok;
    case ARCHIVE_EOF:
      return siam_archive_end;
    case ARCHIVE_FATAL:
      return siam_archive_broken;
    default:
      return siam_archive_entry_bad;
  }
}

siam_archive *siam_archive_open(const char *path, siam_archive_status *status) {
  siam_archive *archive = calloc(1, sizeof *archive);
  if (!archive) return NULL;
  archive->reader = archive_read_new();
  if (!archive->reader) {
    free(archive);
    return NULL;
  }
  locale_t previous = enter_utf8();
  // Only the reader that needs the central directory: the streaming one takes a cut archive for a shorter one.
  int code = archive_read_support_format_zip_seekable(archive->reader);
  if (code == ARCHIVE_OK) code = archive_read_open_filename(archive->reader, path, 1 << 16);
  leave_utf8(previous);
  *status = code == ARCHIVE_OK ? siam_archive_ok : siam_archive_broken;
  return archive;
}

siam_archive_status siam_archive_next(siam_archive *archive) {
  locale_t previous = enter_utf8();
  int code = archive_read_next_header(archive->reader, &archive->entry);
  leave_utf8(previous);
  // A warning is about the name or an attribute; the entry can be read.
  return code == ARCHIVE_WARN ? siam_archive_ok : status_of(code);
}

const char *siam_archive_name(siam_archive *archive) {
  locale_t previous = enter_utf8();
  const char *name = archive_entry_pathname(archive->entry);
  if (!name) name = archive_entry_pathname_utf8(archive->entry);
  leave_utf8(previous);
  return name;
}

bool siam_archive_is_file(siam_archive *archive) { return archive_entry_filetype(archive->entry) == AE_IFREG; }

int64_t siam_archive_size(siam_archive *archive) {
  return archive_entry_size_is_set(archive->entry) ? archive_entry_size(archive->entry) : -1;
}

siam_archive_status siam_archive_read(siam_archive *archive, void *buffer, size_t capacity, size_t *count) {
  la_ssize_t result = archive_read_data(archive->reader, buffer, capacity);
  *count = result > 0 ? (size_t)result : 0;
  if (result > 0) return siam_archive_ok;
  return result == 0 ? siam_archive_end : status_of((int)result);
}

const char *siam_archive_message(siam_archive *archive) {
  const char *message = archive_error_string(archive->reader);
  return message ? message : "unknown error";
}

void siam_archive_close(siam_archive *archive) {
  archive_read_free(archive->reader);
  free(archive);
}
