import CArchive

/// Reads the entries of a zip or a tar one after the other with libarchive, without unpacking to disk.
///
/// A zip is opened by the central directory at its end, and a tar must have its end mark, so an archive that is cut
/// short either can't be opened or ends in an error.
final class ArchiveReader {
  struct Entry: Equatable {
    enum Kind { case file, folder, link, other }
    /// The name in the archive, or nil if it can't be decoded.
    var name: [UInt8]?
    var kind: Kind
    /// The size that the archive claims, in bytes, or nil if it claims none.
    var size: Int?
    var isEncrypted: Bool
  }

  /// The result of advancing to the next entry.
  enum Step: Equatable {
    case entry(Entry)
    /// The entry can't be read, for this reason; the next one may be readable.
    case damaged(String)
  }

  /// The result of reading from an entry.
  enum Part: Equatable {
    /// The bytes that were read; none at the end of the entry.
    case bytes([UInt8])
    /// The rest of the entry can't be read, for this reason; the next entry may be readable.
    case damaged(String)
  }

  /// The reason why an entry before the last one that was peeked at can't be read any more.
  static let skipped = "skipped"

  /// The path of the archive.
  let path: String
  /// Whether it is a zip rather than a tar.
  let isZip: Bool
  private let handle: OpaquePointer
  /// The stream that unpacks a compressed tar.
  private let packed: ByteStream?
  /// The number of bytes of entries that may still be read.
  private var remainingBytes: Int
  /// The size of the archive file, in bytes.
  private let size: Int
  /// The entries that were peeked at and that `next` has yet to return.
  private var peeked: ArraySlice<Step> = []
  /// Whether `advance` has passed the last entry, after which libarchive must not be called again.
  private var isAtEnd = false

  /// The share of the file that has been read, 0…1, or nil if it is compressed as a whole.
  var share: Double? {
    guard packed == nil, size > 0 else { return nil }
    return min(max(Double(siam_archive_position(handle)) / Double(size), 0), 1)
  }

  /// Opens the archive at a path. Its first bytes, or its name if they are unknown, show whether it is a zip.
  init(path: String) throws(DataError) {
    let bytes = Array(path.utf8)
    self.path = path
    let start = try FileBytes.contents(of: bytes, limit: 4).orDataError()
    size = try FileBytes.size(of: bytes).orDataError()
    remainingBytes = UnpackLimit.maxBytes(ofFile: size)
    isZip = Self.beginsAsZip(start) || path.lowercased().utf8.suffix(4).elementsEqual(".zip".utf8)
    var status = siam_archive_ok
    var stream: ByteStream?
    if !isZip {
      let opened = try ByteStream(path: bytes, layout: .archive)
      if opened.isPacked { stream = opened }
    }
    packed = stream
    guard
      let handle = isZip
        ? siam_archive_open_zip(path, &status) : siam_archive_open_tar(path, stream?.handle, &status)
    else { throw .unreadable(path: path, reason: "out of memory") }
    self.handle = handle
    guard status != siam_archive_ok else { return }
    // `deinit` frees the handle, as every stored property is set.
    if !isZip { throw failure(status) }
    switch start {
    case [0x50, 0x4B, 3, 4]: throw broken("the central directory is missing")
    case [0x50, 0x4B, 5, 6]: throw .noImages(path: path)
    default: throw broken("not a zip file")
    }
  }

  deinit { siam_archive_close(handle) }

  /// Whether these first bytes are those of a zip, possibly without entries.
  static func beginsAsZip(_ start: [UInt8]) -> Bool {
    start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// Advances to the next entry; nil after the last.
  func next() throws(DataError) -> Step? {
    if let step = peeked.popFirst() { return step }
    return try advance()
  }

  /// Returns the entry after those peeked at before; nil after the last. `next` returns all of them again.
  ///
  /// Of the entries peeked at only the last can be read, after `next` has returned it, and none if all were peeked at.
  func peek() throws(DataError) -> Step? {
    guard let step = try advance() else { return nil }
    peeked.append(step)
    return step
  }

  private func advance() throws(DataError) -> Step? {
    guard !isAtEnd else { return nil }
    let status = siam_archive_next(handle)
    switch status {
    case siam_archive_ok: break
    case siam_archive_entry_bad: return .damaged(message)
    case siam_archive_end:
      isAtEnd = true
      // A compressed tar's checksum follows the end mark.
      try packed?.drain()
      return nil
    default: throw failure(status)
    }
    let size = siam_archive_size(handle)
    return .entry(
      Entry(
        name: siam_archive_name(handle).map(bytes(of:)), kind: kind, size: size < 0 ? nil : Int(size),
        isEncrypted: siam_archive_is_encrypted(handle)))
  }

  /// Reads the next bytes of the current entry, at most `count`.
  func read(_ count: Int) throws(DataError) -> Part {
    guard peeked.isEmpty, !isAtEnd else { return .damaged(Self.skipped) }
    var status = siam_archive_ok
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = siam_archive_read(handle, buffer.baseAddress, count, &initialized)
    }
    switch status {
    case siam_archive_ok, siam_archive_end: break
    case siam_archive_entry_bad: return .damaged("damaged in the archive (\(message))")
    default: throw failure(status)
    }
    remainingBytes -= bytes.count
    guard remainingBytes >= 0 else { throw .unpacksToTooMuch(path: path) }
    return .bytes(bytes)
  }

  private var kind: Entry.Kind {
    switch siam_archive_entry_kind(handle) {
    case siam_archive_file: .file
    case siam_archive_folder: .folder
    case siam_archive_link: .link
    default: .other
    }
  }

  private var message: String { String(cString: siam_archive_message(handle)) }

  private func failure(_ status: siam_archive_status) -> DataError {
    status == siam_archive_too_much ? .unpacksToTooMuch(path: path) : broken(message)
  }

  private func broken(_ reason: String) -> DataError { .damaged(path: path, layout: .archive, reason: reason) }

  private func bytes(of name: UnsafePointer<CChar>) -> [UInt8] {
    var length = 0
    while name[length] != 0 { length += 1 }
    return Array(UnsafeRawBufferPointer(start: name, count: length))
  }
}
