// Reads archives entry by entry through libarchive, and compressed files while decompressing them; names are the
// archive's bytes, whatever the locale.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The result of a call.
typedef enum siam_archive_status {
  siam_archive_ok,
  /// There are no more entries, or no more bytes in this one.
  siam_archive_end,
  /// This entry can't be read, but the next one may be readable.
  siam_archive_entry_bad,
  /// Nothing more can be read.
  siam_archive_broken,
  /// The decompressed file is larger than the limit.
  siam_archive_too_much,
  /// A system call failed.
  siam_archive_unreadable,
} siam_archive_status;

/// The bytes of a file, decompressed while reading if it is compressed.
typedef struct siam_stream siam_stream;

/// Opens a regular file; gzip, bzip2, xz and Zstandard are detected by their first bytes. zlib reads gzip, because
/// libarchive doesn't check its checksum. Reading more than `max_bytes` decompressed bytes is an error.
///
/// Returns NULL only when out of memory; `*status` says whether it could be opened, `siam_stream_message` why not.
siam_stream *siam_stream_open(const char *path, uint64_t max_bytes, siam_archive_status *status);

/// Whether the file is compressed.
bool siam_stream_is_packed(siam_stream *stream);

/// Reads `capacity` bytes, or fewer at the end of the file; `*count` is the number read.
///
/// Returns `siam_archive_ok`, or `siam_archive_end` after the last byte; after a failure, every call fails.
siam_archive_status siam_stream_read(siam_stream *stream, void *buffer, size_t capacity, size_t *count);

/// `siam_archive_ok`, or the status of the last failure.
siam_archive_status siam_stream_state(siam_stream *stream);

/// The system's `errno` of a call that failed with `siam_archive_unreadable`; else 0.
int siam_stream_errno(siam_stream *stream);

/// The reason the last call failed.
const char *siam_stream_message(siam_stream *stream);

/// Closes the file and frees the stream.
void siam_stream_close(siam_stream *stream);

/// An archive being read.
typedef struct siam_archive siam_archive;

/// Opens the zip archive at a path by its central directory, so that opening a truncated archive fails.
///
/// Returns NULL only when out of memory; `*status` says whether it could be opened, `siam_archive_message` why not.
siam_archive *siam_archive_open_zip(const char *path, siam_archive_status *status);

/// Opens the tar archive at a path, or the one decompressed by `packed`, which must outlive the result.
///
/// Returns NULL only when out of memory; `*status` says whether it could be opened, `siam_archive_message` why not.
siam_archive *siam_archive_open_tar(const char *path, siam_stream *packed, siam_archive_status *status);

/// Moves to the next entry. A tar without its end mark, such as a truncated one, is broken.
siam_archive_status siam_archive_next(siam_archive *archive);

/// The current entry's path as stored in the archive, or NULL if unknown; valid until the next call.
const char *siam_archive_name(siam_archive *archive);

/// The kind of an entry.
typedef enum siam_archive_kind {
  siam_archive_file,
  siam_archive_folder,
  /// A hard or symbolic link.
  siam_archive_link,
  /// A device, a pipe or a socket.
  siam_archive_other,
} siam_archive_kind;

/// The kind of the current entry.
siam_archive_kind siam_archive_entry_kind(siam_archive *archive);

/// Whether the current entry needs a password.
bool siam_archive_is_encrypted(siam_archive *archive);

/// The current entry's size in bytes, or −1 if the archive doesn't store it.
int64_t siam_archive_size(siam_archive *archive);

/// Reads up to `capacity` bytes of the current entry; `*count` is the number read.
siam_archive_status siam_archive_read(siam_archive *archive, void *buffer, size_t capacity, size_t *count);

/// The current position in the file, in decompressed bytes if it is compressed.
int64_t siam_archive_position(siam_archive *archive);

/// libarchive's message about the last failure.
const char *siam_archive_message(siam_archive *archive);

/// Closes the archive and frees it.
void siam_archive_close(siam_archive *archive);

/// Unpacks gzip data in memory, part by part.
typedef struct siam_inflater siam_inflater;

/// Returns NULL when out of memory.
siam_inflater *siam_inflater_new(void);

/// Unpacks from `input`, which has `*input_count` bytes, into `output`, which has room for `*output_count`; sets both
/// to the number used.
///
/// Returns `siam_archive_ok`, `siam_archive_end` after a member, whose checksum is right, and `siam_archive_entry_bad`
/// when the data is damaged. Another member may follow.
siam_archive_status siam_inflater_run(siam_inflater *inflater, const void *input, size_t *input_count, void *output,
                                      size_t *output_count);

/// Frees the inflater.
void siam_inflater_free(siam_inflater *inflater);

/// Converts names from an encoding to UTF-8 (names.c).
typedef struct siam_names siam_names;

/// Opens a converter for an encoding that iconv knows, or returns NULL.
siam_names *siam_names_open(const char *encoding);

/// Converts a name of `count` bytes; returns its length in UTF-8, or −1 if it is not text in the encoding or too long.
int64_t siam_names_convert(siam_names *names, const char *bytes, size_t count, char *utf8, size_t capacity);

/// Frees a converter.
void siam_names_close(siam_names *names);
