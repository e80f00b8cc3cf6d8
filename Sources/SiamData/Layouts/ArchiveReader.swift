internal import CArchive

/// The entries of a zip or a tar, one after the other, read through libarchive without unpacking to disk.
///
/// A zip is opened by its central directory, which is at the end, and a tar must have its end mark: an archive that is
/// cut short can't be opened, or ends in an error.
final class ArchiveReader {
  struct Entry: Equatable {
    enum Kind { case file, folder, link, other }
    /// As the archive spells it; nil where it can't be told.
    var name: [UInt8]?
    var kind: Kind
    /// In bytes, as the archive claims; nil where it doesn't say.
    var size: Int?
    var isEncrypted: Bool
  }

  /// What going to the next entry came to.
  enum Step: Equatable {
    case entry(Entry)
    /// The entry can't be read, and why; the next one may.
    case damaged(String)
  }

  /// What reading of an entry came to.
  enum Part: Equatable {
    /// None at the entry's end.
    case bytes([UInt8])
    /// The rest of the entry can't be read, and why; the next entry may.
    case damaged(String)
  }

  private let path: String
  private let handle: OpaquePointer
  /// What a compressed tar comes out of.
  private let packed: ByteStream?
  /// How many bytes of entries may still be read.
  private var left: Int
  /// The file's bytes.
  private let size: Int

  /// How much of the file has been read, 0…1; nil where it is compressed as a whole.
  var share: Double? {
    guard packed == nil, size > 0 else { return nil }
    return min(max(Double(siam_archive_position(handle)) / Double(size), 0), 1)
  }

  /// Opens the archive at a path; whether it is a zip is seen from how it begins, and from its name where it begins in
  /// no known way.
  init(path: String) throws(DataError) {
    let bytes = Array(path.utf8)
    self.path = path
    let start = try Self.reading(path, FileBytes.contents(of: bytes, limit: 4))
    size = try Self.reading(path, FileBytes.size(of: bytes))
    left = UnpackLimit.mostBytes(ofFile: size)
    let isZip = Self.beginsAsZip(start) || path.lowercased().utf8.suffix(4).elementsEqual(".zip".utf8)
    var status = siam_archive_ok
    var stream: ByteStream?
    if !isZip {
      do throws(ByteStream.Failure) {
        let opened = try ByteStream(path: bytes)
        if opened.isPacked { stream = opened }
      } catch {
        throw error.dataError(path: path, layout: .archive)
      }
    }
    packed = stream
    guard
      let handle = isZip
        ? siam_archive_open_zip(path, &status) : siam_archive_open_tar(path, stream?.handle, &status)
    else { throw .unreadable(path: path, reason: "out of memory") }
    self.handle = handle
    guard status != siam_archive_ok else { return }
    // The handle is freed by `deinit`, which runs as every stored property is set.
    if !isZip { throw failure(status) }
    switch start {
    case [0x50, 0x4B, 3, 4]: throw broken("its directory is missing")
    case [0x50, 0x4B, 5, 6]: throw .noPictures(path: path)
    default: throw broken("it does not begin as one")
    }
  }

  deinit { siam_archive_close(handle) }

  /// Whether a file begins as a zip does, one without entries too.
  static func beginsAsZip(_ start: [UInt8]) -> Bool {
    start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// Goes to the next entry; nil after the last.
  func next() throws(DataError) -> Step? {
    let status = siam_archive_next(handle)
    switch status {
    case siam_archive_ok: break
    case siam_archive_entry_bad: return .damaged(message)
    case siam_archive_end:
      do throws(ByteStream.Failure) {
        // What follows a tar's end mark holds the checksum of what came before.
        try packed?.drain()
      } catch {
        throw error.dataError(path: path, layout: .archive)
      }
      return nil
    default: throw failure(status)
    }
    let size = siam_archive_size(handle)
    return .entry(
      Entry(
        name: siam_archive_name(handle).map(bytes(of:)), kind: kind, size: size < 0 ? nil : Int(size),
        isEncrypted: siam_archive_is_encrypted(handle)))
  }

  /// The next bytes of the current entry, at most `count`.
  func read(_ count: Int) throws(DataError) -> Part {
    var status = siam_archive_ok
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = siam_archive_read(handle, buffer.baseAddress, count, &initialized)
    }
    switch status {
    case siam_archive_ok, siam_archive_end: break
    case siam_archive_entry_bad: return .damaged("damaged in the archive (\(message))")
    default: throw failure(status)
    }
    left -= bytes.count
    guard left >= 0 else { throw .unpacksToTooMuch(path: path) }
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

  private static func reading<Value>(
    _ path: String, _ result: Result<Value, FileBytes.Failure>
  ) throws(DataError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let error): throw .unreadable(path: path, reason: error.reason)
    }
  }
}
