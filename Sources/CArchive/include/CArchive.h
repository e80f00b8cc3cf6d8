// Archives read entry by entry through libarchive, and compressed files as they unpack, with names as bytes whatever
// the locale.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a call came to.
typedef enum siam_archive_status {
  siam_archive_ok,
  /// There are no more entries, or no more bytes of this one.
  siam_archive_end,
  /// This entry can't be read, the next one may.
  siam_archive_entry_bad,
  /// Nothing more can be read.
  siam_archive_broken,
  /// More bytes came out of it than were asked for at most.
  siam_archive_too_much,
  /// The system doesn't let it be read.
  siam_archive_unreadable,
} siam_archive_status;

/// The bytes of a file, unpacked on the way where it is compressed.
typedef struct siam_stream siam_stream;

/// Opens a regular file: gzip (whose checksum zlib checks; libarchive's reader doesn't), bzip2, xz or Zstandard by how
/// it begins, or as it is. After `most` bytes have come out, the next is an error.
///
/// Returns NULL only when out of memory; `*status` says whether it could be opened, `siam_stream_message` why not.
siam_stream *siam_stream_open(const char *path, uint64_t most, siam_archive_status *status);

/// Whether the bytes are unpacked on the way.
bool siam_stream_is_packed(siam_stream *stream);

/// Reads `capacity` bytes, or fewer where the file ends; `*count` is how many.
///
/// Returns `siam_archive_ok`, or `siam_archive_end` where there are none; once it has failed, it always fails.
siam_archive_status siam_stream_read(siam_stream *stream, void *buffer, size_t capacity, size_t *count);

/// `siam_archive_ok`, or how it failed.
siam_archive_status siam_stream_state(siam_stream *stream);

/// Why the last call failed.
const char *siam_stream_message(siam_stream *stream);

/// Closes the file and frees the stream.
void siam_stream_close(siam_stream *stream);

/// An archive being read.
typedef struct siam_archive siam_archive;

/// Opens the zip archive at a path by its central directory, so that one that is cut short is refused here.
///
/// Returns NULL only when out of memory; `*status` says whether it could be opened, `siam_archive_message` why not.
siam_archive *siam_archive_open_zip(const char *path, siam_archive_status *status);

/// Opens the tar archive at a path, or the one that comes out of `packed`, which must outlive the result.
///
/// Returns NULL only when out of memory; `*status` says whether it could be opened, `siam_archive_message` why not.
siam_archive *siam_archive_open_tar(const char *path, siam_stream *packed, siam_archive_status *status);

/// Goes to the next entry. A tar that ends without its end mark, as one cut short does, is broken.
siam_archive_status siam_archive_next(siam_archive *archive);

/// The current entry's path as the archive spells it, or NULL where libarchive can't tell; until the next call.
const char *siam_archive_name(siam_archive *archive);

/// What an entry is.
typedef enum siam_archive_kind {
  siam_archive_file,
  siam_archive_folder,
  /// Hard or symbolic.
  siam_archive_link,
  /// A device, a pipe or a socket.
  siam_archive_other,
} siam_archive_kind;

/// What the current entry is.
siam_archive_kind siam_archive_entry_kind(siam_archive *archive);

/// Whether the current entry needs a password.
bool siam_archive_is_encrypted(siam_archive *archive);

/// The current entry's size in bytes, or −1 where the archive doesn't say.
int64_t siam_archive_size(siam_archive *archive);

/// Reads up to `capacity` bytes of the current entry; `*count` is how many.
siam_archive_status siam_archive_read(siam_archive *archive, void *buffer, size_t capacity, size_t *count);

/// How many bytes of the file, or of what comes out of it where it is compressed, lie before what is read now.
int64_t siam_archive_position(siam_archive *archive);

/// Why the last call failed, in libarchive's words.
const char *siam_archive_message(siam_archive *archive);

/// Closes the archive and frees it.
void siam_archive_close(siam_archive *archive);
