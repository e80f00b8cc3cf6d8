import Foundation
import SiamFiles

/// The file that stores an index's segments: in the run's folder, or an unnamed temporary file if that isn't writable.
final class IndexStore {
  let file: OpenFile
  private let files: any FileSystem
  /// The file's name until it is complete; nil for a complete or an unnamed file.
  private var temporary: String?
  /// The file's length in bytes.
  private(set) var length: Int

  /// Opens an existing index.
  init(opening path: String, files: any FileSystem) throws(FileFailure) {
    file = try files.open(path, .read)
    self.files = files
    length = try files.length(of: file)
  }

  /// Creates a new file that `finish` renames to `path`.
  ///
  /// If the folder isn't writable, the file is an unnamed one in the temporary folder.
  init(creating path: String, files: any FileSystem) throws(FileFailure) {
    self.files = files
    length = 0
    let name = "\(path).\(ProcessInfo.processInfo.processIdentifier).new"
    // If the run's folder isn't writable, a temporary file is used, which exists as long as this process.
    if let opened = try? files.open(name, .new) {
      file = opened
      temporary = name
      return
    }
    let elsewhere = FileManager.default.temporaryDirectory.appendingPathComponent("siam-\(UUID().uuidString)").path
    file = try files.open(elsewhere, .new)
    try files.remove(elsewhere)
  }

  // A file that can't be removed here is removed with the next index (`removeUnfinished`).
  deinit { if let temporary { try? files.remove(temporary) } }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws(FileFailure) {
    try files.writeAll(bytes, to: file)
    length += bytes.count
  }

  /// Reads `count` bytes.
  ///
  /// - Throws: `FileFailure` if the file can't be read, or is too short.
  func read(at offset: Int, count: Int) throws(FileFailure) -> [UInt8] {
    let bytes = try files.read(file, at: offset, count: count)
    // Another process may have truncated the file.
    guard bytes.count == count else { throw FileFailure(code: EIO, path: file.path) }
    return bytes
  }

  /// Renames the complete file to `path`, unless it is unnamed.
  func finish(as path: String) throws(FileFailure) {
    guard let temporary else { return }
    try files.sync(file)
    try files.rename(temporary, to: path)
    self.temporary = nil
    try files.syncFolder(of: path)
  }
}
