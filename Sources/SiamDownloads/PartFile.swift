import Foundation
import SiamFiles

/// A partially downloaded file beside its target, with a record of its origin. It is locked by the process that
/// downloads it.
struct PartFile: Sendable {
  /// The origin of the bytes, needed to request the rest of the same version of the file.
  struct Origin: Codable, Equatable {
    /// The address of the request.
    var address: String
    /// An entity tag or a date, which changes with the file.
    var validator: String
  }

  let path: String
  private let files: any FileSystem
  private let file: OpenFile
  private var originPath: String { path + ".json" }

  /// Returns the path of the partial file for `target`.
  static func path(for target: String) -> String { target + ".part" }

  /// Opens the partial file for `target`, creating it if missing.
  init(for target: String, files: any FileSystem) throws(FileFailure) {
    path = Self.path(for: target)
    self.files = files
    file = try files.open(path, .append)
  }

  /// Tries to lock the file without waiting; returns false if another process has locked it.
  func lock() throws(FileFailure) -> Bool { try files.lock(file) }

  /// Whether the path still names the open file: another process may have finished or removed it.
  var isCurrent: Bool { files.isNamed(path, file) }

  /// Returns the number of bytes received so far.
  func length() throws(FileFailure) -> Int { try files.length(of: file) }

  /// Returns where a download from an address can resume.
  ///
  /// - Parameters:
  ///   - address: the address of the next request.
  ///   - byteCount: the size of the complete file, in bytes.
  /// - Returns: the number of bytes to skip, and the validator for the `If-Range` header.
  /// - Throws: `FileFailure` if the size of the part can't be read.
  func resumable(from address: String, byteCount: Int) throws(FileFailure) -> (byteCount: Int, validator: String?) {
    let length = try length()
    if length == byteCount { return (length, nil) }
    guard length < byteCount, let origin, origin.address == address else { return (0, nil) }
    return (length, origin.validator)
  }

  /// The origin of the bytes; nil if it isn't known for certain.
  var origin: Origin? {
    // Without a readable origin the download starts over, which is always correct.
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: originPath)) else { return nil }
    return try? JSONDecoder().decode(Origin.self, from: data)
  }

  /// Empties the file and records the origin of the bytes to come; nil if they can't be resumed.
  func reset(_ origin: Origin?) throws(FileFailure) {
    // Emptied first, so that bytes of one response are never found with the origin of another.
    _ = try files.open(path, .new)
    // An origin that can't be encoded is not recorded: the download then can't be resumed.
    guard let origin, let data = try? JSONEncoder().encode(origin) else { return removeOrigin() }
    try files.replace(originPath, with: data)
  }

  /// Appends bytes.
  func append(_ data: Data) throws(FileFailure) { try files.writeAll(data, to: file) }

  /// Syncs the file and gives it its final name.
  func finish(as target: String) throws(FileFailure) {
    try files.sync(file)
    try files.rename(path, to: target)
    try files.syncFolder(of: target)
    removeOrigin()
  }

  /// Removes the file and its origin.
  func remove() throws(FileFailure) {
    removeOrigin()
    try files.remove(path)
  }

  /// Removes the file if it is empty.
  func removeIfEmpty() throws(FileFailure) { if try length() == 0 { try remove() } }

  /// Removes the origin. If that fails, bytes of two versions may be combined, which the checksum detects.
  private func removeOrigin() { try? files.remove(originPath) }
}
