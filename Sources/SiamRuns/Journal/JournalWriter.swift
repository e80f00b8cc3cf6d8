import Foundation
import SiamFiles
import SiamCore

/// Writes the journal of a run, one event per line.
///
/// The writer holds the run's lock, which is released when it is destroyed or the process ends.
struct JournalWriter {
  private let path: String
  private let files: any FileSystem
  private var file: OpenFile
  /// The bytes that are not yet written.
  private var rest: ArraySlice<UInt8> = []

  /// Opens or creates the journal in a run's folder.
  ///
  /// - Throws: `ResumeError.busy` if another process is writing the run; `FileFailure` if the file can't be opened.
  init(inRun run: String, files: any FileSystem) throws {
    path = Journal.path(in: run)
    self.files = files
    file = try files.open(path, .append)
    guard try Self.acquireLock(of: file, files) else { throw ResumeError.busy(run) }
    // An incomplete last line, left by a killed process, is ended, so that it doesn't corrupt the next event.
    if try files.lastByte(of: file).map({ $0 != UInt8(ascii: "\n") }) ?? false { rest = [UInt8(ascii: "\n")] }
  }

  /// Acquires the run's lock, and retries for up to 40 ms: a process that checks whether the run is being written holds
  /// the lock for a moment.
  private static func acquireLock(of file: OpenFile, _ files: any FileSystem) throws(FileFailure) -> Bool {
    for _ in 1..<5 {
      if try files.lock(file) { return true }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return try files.lock(file)
  }

  /// Adds a line to what `flush` writes.
  mutating func append(_ line: String) { rest += Array((line + "\n").utf8) }

  /// Writes the appended lines. After an error, call it again: it continues where it stopped.
  ///
  /// - Returns: whether the journal had been deleted, and was restored.
  mutating func flush() throws(FileFailure) -> Bool {
    let wasRestored = try restoreIfDeleted()
    while !rest.isEmpty {
      let count = try files.write(rest, to: file)
      rest = rest.dropFirst(count)
    }
    return wasRestored
  }

  /// Syncs all written lines to the disk.
  func sync() throws(FileFailure) { try files.sync(file) }

  /// If the folder was deleted and exists again, restores the journal from the file that is still open.
  private mutating func restoreIfDeleted() throws(FileFailure) -> Bool {
    guard !files.isNamed(path, file) else { return false }
    let new = try files.open(path, .append)
    guard try files.lock(new) else { throw FileFailure(code: EBUSY, path: path) }
    try files.copy(file, to: new)
    file = new
    return true
  }
}
