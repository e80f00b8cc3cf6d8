import CArchive

/// Unpacks gzip data in memory, part by part.
final class Inflater {
  /// The result of unpacking a part.
  struct Part {
    var bytes: [UInt8]
    /// The number of bytes of the input that were used.
    var used: Int
    /// Whether a gzip member ended here, with the right checksum; another may follow.
    var isEnd: Bool
  }

  private let handle: OpaquePointer

  /// Makes an inflater; nil when out of memory.
  init?() {
    guard let handle = siam_inflater_new() else { return nil }
    self.handle = handle
  }

  deinit { siam_inflater_free(handle) }

  /// Unpacks at most `count` bytes; nil if the data is damaged.
  func unpack(_ input: ArraySlice<UInt8>, upTo count: Int) -> Part? {
    var (used, status) = (input.count, siam_archive_ok)
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      written = count
      status = input.withUnsafeBytes {
        siam_inflater_run(handle, $0.baseAddress, &used, buffer.baseAddress, &written)
      }
    }
    guard status == siam_archive_ok || status == siam_archive_end else { return nil }
    return Part(bytes: bytes, used: used, isEnd: status == siam_archive_end)
  }
}
