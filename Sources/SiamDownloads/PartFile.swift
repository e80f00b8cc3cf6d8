import Foundation
import SiamFiles

/// What has come of a file so far, beside it, with a note of where it came from; and the lock of who downloads it.
struct PartFile: Sendable {
  /// What a server said of what it sends, so that the rest can be asked of the same.
  struct Note: Codable, Equatable {
    /// Whom it was asked of.
    var address: String
    /// An entity tag or a date that changes with the file.
    var validator: String
  }

  let path: String
  private let files: any FileLayer
  private let file: OpenFile
  private var notePath: String { path + ".json" }

  /// The name of what has come of the file at `target`.
  static func path(for target: String) -> String { target + ".part" }

  /// Opens what there is, or makes an empty one.
  init(for target: String, files: any FileLayer) throws(FileFailure) {
    path = Self.path(for: target)
    self.files = files
    file = try files.open(path, .append)
  }

  /// Takes the lock without waiting; false where another process has it.
  func lock() throws(FileFailure) -> Bool { try files.lock(file) }

  /// Whether this is still the file of that name: whoever had the lock may have finished or removed it.
  var isCurrent: Bool { files.isNamed(path, file) }

  /// How many bytes there are.
  func length() throws(FileFailure) -> Int { try files.length(of: file) }

  /// Where the rest of a file begins that is asked of an address.
  ///
  /// - Parameters:
  ///   - address: whom it is asked of.
  ///   - byteCount: what the whole file has.
  /// - Returns: how many bytes needn't be asked for again, and what tells whether the address still has that file.
  /// - Throws: `FileFailure` when the part can't be looked at.
  func resumable(from address: String, byteCount: Int) throws(FileFailure) -> (byteCount: Int, validator: String?) {
    let length = try length()
    if length == byteCount { return (length, nil) }
    guard length < byteCount, let note, note.address == address else { return (0, nil) }
    return (length, note.validator)
  }

  /// Where they came from; nil where that isn't known for certain.
  var note: Note? {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: notePath)) else { return nil }
    return try? JSONDecoder().decode(Note.self, from: data)
  }

  /// Empties it, to be filled from where the note says.
  func startOver(_ note: Note?) throws(FileFailure) {
    // In this order: bytes of one answer are never found with the note of another.
    _ = try files.open(path, .new)
    guard let note, let data = try? JSONEncoder().encode(note) else { return removeNote() }
    try files.replace(notePath, with: data)
  }

  /// Adds bytes at its end.
  func append(_ data: Data) throws(FileFailure) { try files.writeAll(data, to: file) }

  /// Gives it the name it was for, once all of it is on the disk.
  func finish(as target: String) throws(FileFailure) {
    try files.sync(file)
    try files.rename(path, to: target)
    try files.syncFolder(of: target)
    removeNote()
  }

  /// Removes it.
  func remove() throws(FileFailure) {
    removeNote()
    try files.remove(path)
  }

  /// Removes it where nothing came.
  func removeIfEmpty() throws(FileFailure) { if try length() == 0 { try remove() } }

  /// Should it stay, bytes of two files may meet; their checksum tells.
  private func removeNote() { try? files.remove(notePath) }
}
