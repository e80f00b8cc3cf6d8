internal import Foundation
package import SiamFiles
package import SiamMessages

/// A run's journal, read event by event in bounded memory.
///
/// A line that was cut short ends it. A foreign or damaged line between others is passed over and counted.
package struct JournalReader {
  /// An event and where its line stands.
  package struct Entry {
    /// The event.
    package let event: TrainingEvent
    /// Where its line begins in the journal, in bytes.
    package let offset: Int
  }

  private var lines: FileLines
  /// Lines between events that hold none.
  package private(set) var damaged = 0
  /// Lines after the last event that hold none.
  private var trailing = 0

  /// Opens a journal to read it from an offset on, where a line begins.
  package init(_ path: String, from offset: Int = 0) throws(FileFailure) {
    lines = try FileLines(path, from: offset)
  }

  /// Reads an open journal from an offset on, where a line begins.
  package init(_ file: OpenFile, from offset: Int, part: Int = 1 << 20) {
    lines = FileLines(file, from: offset, part: part)
  }

  /// The journal in a run's folder.
  package static func path(in run: String) -> String { run + "/events.jsonl" }

  /// The next event; nil at the end.
  package mutating func next() throws(FileFailure) -> Entry? {
    while let line = try lines.next() {
      if let event = Self.event(line.bytes) {
        damaged += trailing
        trailing = 0
        return Entry(event: event, offset: line.offset)
      }
      trailing += 1
    }
    return nil
  }

  /// The event of a line; nil where it holds none.
  package static func event(_ line: ArraySlice<UInt8>) -> TrainingEvent? {
    try? EventLines().event(String(decoding: line, as: UTF8.self))
  }
}
