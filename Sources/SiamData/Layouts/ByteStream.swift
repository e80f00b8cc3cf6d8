internal import CArchive

/// The bytes of a file from its start to its end, unpacked on the way where it is compressed with gzip, bzip2, xz or
/// Zstandard.
final class ByteStream {
  enum Failure: Error, Equatable {
    /// The system doesn't let the file be read.
    case unreadable(reason: String)
    /// The file ends early or is damaged.
    case broken(reason: String)
    /// More comes out than `UnpackLimit` allows.
    case tooMuch
  }

  /// The C library's; `ArchiveReader` reads a tar through it.
  let handle: OpaquePointer

  init(path: [UInt8]) throws(Failure) {
    switch FileBytes.size(of: path) {
    case .failure(let error): throw .unreadable(reason: error.reason)
    case .success(let size):
      var status = siam_archive_ok
      let most = UInt64(UnpackLimit.mostBytes(ofFile: size))
      guard let handle = FileBytes.withCPath(path, { siam_stream_open($0, most, &status) }) else {
        throw .unreadable(reason: "out of memory")
      }
      self.handle = handle
      // The handle is freed by `deinit`, which runs as every stored property is set.
      try check(status)
    }
  }

  deinit { siam_stream_close(handle) }

  /// Whether the file is compressed.
  var isPacked: Bool { siam_stream_is_packed(handle) }

  /// The next `count` bytes, or fewer where the file ends.
  func read(_ count: Int) throws(Failure) -> [UInt8] {
    var status = siam_archive_ok
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = siam_stream_read(handle, buffer.baseAddress, count, &initialized)
    }
    try check(status)
    return bytes
  }

  /// Reads what is left, so that damage there is seen.
  func drain() throws(Failure) {
    while try !read(1 << 16).isEmpty {}
  }

  private var message: String { String(cString: siam_stream_message(handle)) }

  private func check(_ status: siam_archive_status) throws(Failure) {
    switch status {
    case siam_archive_ok, siam_archive_end: return
    case siam_archive_too_much: throw .tooMuch
    case siam_archive_unreadable: throw .unreadable(reason: message)
    default: throw .broken(reason: message)
    }
  }
}

extension ByteStream.Failure {
  /// What it means for a set of files laid out in some way.
  func dataError(path: String, layout: DataLayout) -> DataError {
    switch self {
    case .unreadable(let reason): .unreadable(path: path, reason: reason)
    case .broken(let reason): .damaged(path: path, layout: layout, reason: reason)
    case .tooMuch: .unpacksToTooMuch(path: path)
    }
  }
}
