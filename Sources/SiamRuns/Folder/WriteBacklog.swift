package import SiamCore

/// An event or a checkpoint to write to a run's folder.
package enum RunEntry: Sendable {
  case event(TrainingEvent)
  case checkpoint(CheckpointDraft)
}

/// The number of events and checkpoints that training has made and the writer has not yet written.
///
/// It bounds memory use on a slow disk: training takes no step while too many events wait, and makes no checkpoint
/// while another one waits.
package struct WriteBacklog: Equatable, Sendable {
  /// The maximum number of waiting events before the next step. An evaluation adds a few more. An event is about 2 kB.
  package static let maxEvents = 256

  /// The number of events that are not yet written.
  package private(set) var events = 0
  /// The number of checkpoints that are not yet written.
  package private(set) var checkpoints = 0

  /// Makes an empty backlog.
  package init() {}

  /// Whether training may take a step.
  package var hasRoomForEvents: Bool { events < Self.maxEvents }
  /// Whether training may make a checkpoint.
  package var hasRoomForCheckpoint: Bool { checkpoints == 0 }

  /// Counts an entry that has been passed to the writer.
  package mutating func add(_ entry: RunEntry) {
    switch entry {
    case .event: events += 1
    case .checkpoint: checkpoints += 1
    }
  }

  /// Counts an entry that the writer has finished.
  package mutating func remove(_ entry: RunEntry) {
    switch entry {
    case .event: events -= 1
    case .checkpoint: checkpoints -= 1
    }
  }
}
