internal import CArchive

/// The files in a zip archive, read through libarchive without unpacking.
///
/// The archive is opened by its central directory, which is at the end: one that is cut short can't be opened at all.
final class ZipSource: PictureSource {
  private let path: String
  private let handle: OpaquePointer

  init(path: String) throws(DataError) {
    self.path = path
    let start = FileBytes.contents(of: Array(path.utf8), limit: 4)
    let signature: [UInt8]
    switch start {
    case .failure(let error): throw .unreadable(path: path, reason: error.reason)
    case .success(let bytes): signature = bytes
    }
    var status = siam_archive_ok
    guard let handle = siam_archive_open(path, &status) else {
      throw .unreadable(path: path, reason: "out of memory")
    }
    self.handle = handle
    guard status != siam_archive_ok else { return }
    // The handle is freed by `deinit`, which runs as every stored property is set.
    switch signature {
    case [0x50, 0x4B, 3, 4]: throw .brokenArchive(path: path, reason: "its directory is missing")
    case [0x50, 0x4B, 5, 6]: throw .noPictures(path: path)
    default:
      guard path.utf8.suffix(4).elementsEqual(".zip".utf8) else { throw .notImages(path: path) }
      throw .brokenArchive(path: path, reason: "it does not begin as one")
    }
  }

  deinit { siam_archive_close(handle) }

  func next() throws(DataError) -> SourceFile? {
    while true {
      let status = siam_archive_next(handle)
      if status == siam_archive_end { return nil }
      if status == siam_archive_broken { throw .brokenArchive(path: path, reason: message) }
      if status == siam_archive_entry_bad {
        return SourceFile(path: [Array("(no name)".utf8)], contents: .unusable(message))
      }
      guard siam_archive_is_file(handle) else { continue }
      guard let name = siam_archive_name(handle) else {
        return SourceFile(path: [Array("(no name)".utf8)], contents: .unusable("its name can't be read"))
      }
      let parts = Array(UnsafeRawBufferPointer(start: name, count: length(of: name)))
        .split(separator: 0x2F).map(Array.init).filter { $0 != [0x2E] }
      if parts.isEmpty || parts.contains(where: isHidden) { continue }
      var file = SourceFile(path: parts, contents: .bytes([]))
      if let reason = file.reasonToSkip {
        file.contents = .unusable(reason)
      } else {
        file.contents = try contents()
      }
      return file
    }
  }

  private func contents() throws(DataError) -> SourceFile.Contents {
    // What the archive claims is only where to start: it may be wrong, or meant to be.
    let chunk = Int(min(max(siam_archive_size(handle) + 1, 512), 1 << 16))
    var bytes: [UInt8] = []
    while true {
      var count = 0
      var status = siam_archive_ok
      let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, initialized in
        status = siam_archive_read(handle, buffer.baseAddress, buffer.count, &count)
        initialized = count
      }
      switch status {
      case siam_archive_end: return .bytes(bytes)
      case siam_archive_broken: throw .brokenArchive(path: path, reason: message)
      case siam_archive_entry_bad: return .unusable("damaged in the zip (\(message))")
      default: break
      }
      bytes += part
      if bytes.count > SourceFile.mostBytes { return .unusable("larger than siam reads") }
    }
  }

  private var message: String { String(cString: siam_archive_message(handle)) }

  private func length(of name: UnsafePointer<CChar>) -> Int {
    var length = 0
    while name[length] != 0 { length += 1 }
    return length
  }
}
