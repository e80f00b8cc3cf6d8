// Zip archives read entry by entry through libarchive, with names as bytes whatever the locale.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An archive being read.
typedef struct siam_archive siam_archive;

/// What a call came to.
typedef enum siam_archive_status {
  siam_archive_ok,
  /// There are no more entries, or no more bytes of this one.
  siam_archive_end,
  /// This entry can't be read, the next one may.
  siam_archive_entry_bad,
  /// Nothing more can be read.
  siam_archive_broken,
} siam_archive_status;

/// Opens the zip archive at a path by its central directory, so that one that is cut short is refused here.
///
/// Returns NULL only when out of memory; `*status` says whether it could be opened, `siam_archive_message` why not.
siam_archive *siam_archive_open(const char *path, siam_archive_status *status);

/// Goes to the next entry.
siam_archive_status siam_archive_next(siam_archive *archive);

/// The current entry's path as the archive spells it, or NULL where libarchive can't tell; until the next call.
const char *siam_archive_name(siam_archive *archive);

/// Whether the current entry is a file, not a folder or link.
bool siam_archive_is_file(siam_archive *archive);

/// The current entry's size in bytes, or −1 where the archive doesn't say.
int64_t siam_archive_size(siam_archive *archive);

/// Reads up to `capacity` bytes of the current entry; `*count` is how many.
siam_archive_status siam_archive_read(siam_archive *archive, void *buffer, size_t capacity, size_t *count);

/// Why the last call failed, in libarchive's words.
const char *siam_archive_message(siam_archive *archive);

/// Closes the archive and frees it.
void siam_archive_close(siam_archive *archive);
