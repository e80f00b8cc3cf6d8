import SiamCore

/// The position of a journal line with an event other than a step.
struct IndexNote: Equatable, Sendable {
  /// How long an event is relevant for restoring the run at a later step. The raw values are stored in the index.
  enum Kind: Int, Sendable {
    /// The event describes the run, and is always relevant.
    case run
    /// The event changes a setting, and is relevant for a long time.
    case change
    /// The event is relevant until the state changes again.
    case state
    /// The event is relevant only near its step.
    case passing
  }

  /// The byte offset of the line in the journal.
  var offset: Int
  /// The step of the event, or nil if it has none.
  var step: Int?
  /// The number of rows before the event.
  var row: Int
  /// How long the event is relevant.
  var kind: Kind
}

extension IndexNote.Kind {
  /// Classifies an event.
  init(_ event: TrainingEvent) {
    switch event {
    case .started, .resumed, .planned: self = .run
    case .command(let report):
      switch report.command {
      case .margin, .learningRate, .miner: self = .change
      case .pause, .resume, .singleStep, .evaluate, .checkpoint, .stop: self = .state
      }
    // The only steps that have a note are those that end a collapse.
    case .step, .collapse, .writeStalled, .failed, .finished: self = .state
    case .commandRejected, .evaluating, .evaluation, .checkpoint: self = .passing
    }
  }
}

/// An evaluation in the index.
struct IndexedEvaluation: Equatable, Sendable {
  /// The point it adds to the accuracy curve.
  var point: EvaluationPoint
  /// The byte offset of its line in the journal.
  var offset: Int
  /// The number of rows before the evaluation.
  var row: Int
}
