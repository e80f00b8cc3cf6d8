import Foundation
package import SiamFiles
package import SiamCore

/// Decodes the events of a journal one by one.
///
/// A line that is not an event is skipped. It counts as damaged if an event follows it.
package struct JournalReader {
  /// An event and the offset of its line.
  package struct Entry {
    /// The event.
    package let event: TrainingEvent
    /// The byte offset of its line in the journal.
    package let offset: Int
  }

  private var lines: FileLines
  /// The number of lines before the last event that are not events.
  package private(set) var damaged = 0
  /// The number of lines after the last event that are not events.
  private var trailing = 0

  init(_ lines: FileLines) { self.lines = lines }

  /// Returns the next event, or nil at the end.
  package mutating func next() throws(FileFailure) -> Entry? {
    while let line = try lines.next() {
      if let event = line.event {
        damaged += trailing
        trailing = 0
        return Entry(event: event, offset: line.offset)
      }
      trailing += 1
    }
    return nil
  }
}
