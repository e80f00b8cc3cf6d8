package import SiamFiles
package import SiamCore

/// A run's journal, open for reading: `events.jsonl` in the run's folder, one event per line.
///
/// Reading doesn't disturb a process that is writing the journal. `lines` reads forward from any line, `reversedLines`
/// reads backward from the end, and `events` decodes; all of them read in blocks, so memory use is bounded.
package struct Journal: Sendable {
  /// The journal's name in a run's folder.
  package static let fileName = "events.jsonl"

  /// The journal's path in a run's folder.
  package static func path(in run: String) -> String { "\(run)/\(fileName)" }

  private let file: OpenFile
  private let files: any FileSystem

  /// Opens the journal in a run's folder.
  package init(inRun run: String, files: any FileSystem = PosixFileSystem()) throws(FileFailure) {
    file = try files.open(Self.path(in: run), .read)
    self.files = files
  }

  /// The journal's path.
  package var path: String { file.path }

  /// The journal's length in bytes, which grows while the run is being written.
  package func length() throws(FileFailure) -> Int { try files.length(of: file) }

  /// Whether a process is writing the run, and so holds the journal's lock.
  package func isBeingWritten() throws(FileFailure) -> Bool { try files.isLocked(file) }

  /// Acquires the journal's lock until this value and its copies are destroyed; false if another process holds it.
  package func lock() throws(FileFailure) -> Bool { try files.lock(file) }

  /// Reads `count` bytes, or fewer at the end of the journal.
  package func bytes(at offset: Int, count: Int) throws(FileFailure) -> [UInt8] {
    try files.read(file, at: offset, count: count)
  }

  /// The complete lines from a byte offset on, at which a line must begin; `blockSize` bytes are read at a time.
  package func lines(from offset: Int = 0, blockSize: Int = 1 << 20) -> FileLines {
    FileLines(file, from: offset, part: blockSize, files: files)
  }

  /// The complete lines from the last to the first, of about the last `limit` bytes.
  package func reversedLines(limit: Int = .max) throws(FileFailure) -> ReversedFileLines {
    try ReversedFileLines(file, limit: limit, files: files)
  }

  /// The events from a byte offset on, at which a line must begin.
  package func events(from offset: Int = 0, blockSize: Int = 1 << 20) -> JournalReader {
    JournalReader(lines(from: offset, blockSize: blockSize))
  }
}

extension FileLines.Line {
  /// The event in a journal's line, or nil if the line is not an event.
  package var event: TrainingEvent? {
    // A line that can't be decoded is damaged or from a later version of siam; readers count or skip it.
    try? EventLines().event(String(decoding: bytes, as: UTF8.self))
  }

  /// The step report in a journal's line, without its triplets, or nil if the line is not a step.
  ///
  /// This is many times as fast as `event`.
  package var scannedStep: StepReport? { StepReport(scanning: bytes) }
}
