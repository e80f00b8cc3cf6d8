import Foundation
import SiamFiles

/// The file in which an index keeps its segments: in the run's folder, or nameless where that can't be written.
final class IndexStore {
  let file: OpenFile
  private let files: any FileLayer
  /// The name it has until it is whole; nil once it has its own, or none.
  private var temporary: String?
  /// Bytes so far.
  private(set) var length: Int

  /// An index that is there already.
  init(opening path: String, files: any FileLayer) throws(FileFailure) {
    file = try files.open(path, .read)
    self.files = files
    length = try files.length(of: file)
  }

  /// A new file, to be given the name `path` when it is whole.
  ///
  /// Where the folder can't be written it is in the system's temporary one, and has no name.
  init(making path: String, files: any FileLayer) throws(FileFailure) {
    self.files = files
    length = 0
    let name = "\(path).\(ProcessInfo.processInfo.processIdentifier).new"
    if let opened = try? files.open(name, .new) {
      file = opened
      temporary = name
      return
    }
    let elsewhere = FileManager.default.temporaryDirectory.appendingPathComponent("siam-\(UUID().uuidString)").path
    file = try files.open(elsewhere, .new)
    try files.remove(elsewhere)
  }

  deinit { if let temporary { try? files.remove(temporary) } }

  /// Adds bytes at the end.
  func append(_ bytes: [UInt8]) throws(FileFailure) {
    try files.writeAll(bytes, to: file)
    length += bytes.count
  }

  /// The bytes of a range.
  func read(at place: Int, count: Int) throws(FileFailure) -> [UInt8] {
    let bytes = try files.read(file, at: place, count: count)
    // Another process may have cut it short.
    guard bytes.count == count else { throw FileFailure(code: EIO, path: file.path) }
    return bytes
  }

  /// It is whole: gives it its name, where it is to have one.
  func finish(as path: String) throws(FileFailure) {
    guard let temporary else { return }
    try files.sync(file)
    try files.rename(temporary, to: path)
    self.temporary = nil
    try files.syncFolder(of: path)
  }
}
