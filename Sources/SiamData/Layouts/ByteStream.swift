import CArchive
import SiamFiles

/// Reads a file from start to end, and decompresses gzip, bzip2, xz and Zstandard.
final class ByteStream {
  /// The handle of the C library, which `ArchiveReader` uses to read a tar.
  let handle: OpaquePointer

  private let path: String
  private let layout: DataLayout
  /// The size of the file, compressed or not, in bytes.
  private let fileBytes: Int

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - layout: the layout of the data, for error messages.
  /// - Throws: `DataError` when the file can't be opened.
  init(path: [UInt8], layout: DataLayout) throws(DataError) {
    self.path = String(decoding: path, as: UTF8.self)
    self.layout = layout
    fileBytes = try FileBytes.size(of: path).orDataError()
    var status = siam_archive_ok
    let limit = UInt64(UnpackLimit.maxBytes(ofFile: fileBytes))
    guard let handle = FileBytes.withCPath(path, { siam_stream_open($0, limit, &status) }) else {
      throw .unreadable(path: self.path, reason: "out of memory")
    }
    self.handle = handle
    // `deinit` frees the handle, as every stored property is set.
    try check(status)
  }

  deinit { siam_stream_close(handle) }

  /// Whether the file is compressed.
  var isPacked: Bool { siam_stream_is_packed(handle) }

  /// The number of bytes, or nil if the file is compressed.
  var size: Int? { isPacked ? nil : fileBytes }

  /// Reads the next `count` bytes, or fewer at the end of the file.
  ///
  /// - Throws: `DataError` when the file can't be read, ends early, is damaged or unpacks to more than `UnpackLimit`
  ///   allows.
  func read(_ count: Int) throws(DataError) -> [UInt8] {
    var status = siam_archive_ok
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = siam_stream_read(handle, buffer.baseAddress, count, &initialized)
    }
    try check(status)
    return bytes
  }

  /// Reads the rest of the file to detect damage there.
  func drain() throws(DataError) {
    while try !read(1 << 16).isEmpty {}
  }

  private func check(_ status: siam_archive_status) throws(DataError) {
    switch status {
    case siam_archive_ok, siam_archive_end: return
    case siam_archive_too_much: throw .unpacksToTooMuch(path: path)
    case siam_archive_unreadable: throw DataError(FileFailure(code: siam_stream_errno(handle), path: path))
    default: throw .damaged(path: path, layout: layout, reason: String(cString: siam_stream_message(handle)))
    }
  }
}

/// Limits the size of unpacked files, as protection against archives made to fill memory or disk.
///
/// Images are already compressed and unpack to about their size in the archive. One-bit drawings of 105×105 as raw
/// bytes, the most compressible real data, are 85 times as large as their .gz; zeros are 1,000 times as large.
enum UnpackLimit {
  /// The maximum ratio of the unpacked size to the file's size.
  static let maxRatio = 100
  /// The number of bytes that any file may unpack to, however small it is.
  static let freeBytes = 64 << 20

  /// The maximum number of bytes that a file of `size` bytes may unpack to.
  static func maxBytes(ofFile size: Int) -> Int {
    let (times, overflow) = size.multipliedReportingOverflow(by: maxRatio)
    let (bytes, tooMany) = times.addingReportingOverflow(freeBytes)
    return overflow || tooMany ? Int.max : bytes
  }
}
