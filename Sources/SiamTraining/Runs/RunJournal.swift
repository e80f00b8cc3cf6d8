internal import Foundation
internal import SiamFiles
internal import SiamMessages

/// The journal of a run, open to be written: an event a line, whole lines only.
///
/// Whoever has it holds the run's lock; a process that ends lets go of it.
struct RunJournal {
  private let path: String
  private let files: any FileLayer
  private var file: OpenFile
  /// What is still to be written.
  private var rest: ArraySlice<UInt8> = []

  /// Where the journal of the run in a folder is.
  static func path(in folder: String) -> String { folder + "/events.jsonl" }

  /// Opens the journal at a path, or makes it.
  ///
  /// - Throws: `ResumeError.busy` where another process writes it, else `FileFailure`.
  init(_ path: String, run: String, files: any FileLayer) throws {
    self.path = path
    self.files = files
    file = try files.open(path, .append)
    guard try Self.takeLock(of: file, files) else { throw ResumeError.busy(run) }
    // A line that was cut short stays alone on its line, and is no event.
    if try files.lastByte(of: file).map({ $0 != UInt8(ascii: "\n") }) ?? false { rest = [UInt8(ascii: "\n")] }
  }

  /// Takes the run's lock; where somebody has it, again a few moments later, as it may only have been looked at.
  private static func takeLock(of file: OpenFile, _ files: any FileLayer) throws(FileFailure) -> Bool {
    for _ in 1..<5 {
      if try files.lock(file) { return true }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return try files.lock(file)
  }

  /// Takes a line up, to be written by `flush`.
  mutating func put(_ line: String) { rest += Array((line + "\n").utf8) }

  /// Writes what was taken up; where that fails it can be called again.
  ///
  /// - Returns: whether the journal had lost its name, and is a new file of the old lines.
  mutating func flush() throws(FileFailure) -> Bool {
    let isBack = try bringBack()
    while !rest.isEmpty {
      let count = try files.write(rest, to: file)
      rest = rest.dropFirst(count)
    }
    return isBack
  }

  /// Waits until all lines are on the disk.
  func sync() throws(FileFailure) { try files.sync(file) }

  /// Where the folder vanished and is there again, the journal comes back from the open file, whose lines live on.
  private mutating func bringBack() throws(FileFailure) -> Bool {
    guard !files.isNamed(path, file) else { return false }
    let new = try files.open(path, .append)
    guard try files.lock(new) else { throw FileFailure(code: EBUSY, path: path) }
    try files.copy(file, to: new)
    file = new
    return true
  }
}
