import SiamMessages

/// Where a line of the journal stands that tells of anything but a step.
struct IndexRemark: Equatable, Sendable {
  /// How long it matters.
  enum Kind: Int, Sendable {
    /// What the run is: it matters for ever.
    case run
    /// A setting was changed: it matters for long.
    case change
    /// Something was so until it is otherwise.
    case state
    /// It is only told.
    case passing
  }

  /// Where its line begins in the journal, in bytes.
  var offset: Int
  /// Steps taken then; nil of what belongs to no step.
  var step: Int?
  /// Steps that stand before it and hold.
  var row: Int
  /// How long it matters.
  var kind: Kind
}

extension IndexRemark.Kind {
  /// Of an event.
  init(_ event: TrainingEvent) {
    switch event {
    case .started, .resumed, .planned: self = .run
    case .command(let report):
      switch report.command {
      case .margin, .learningRate, .miner: self = .change
      case .pause, .resume, .singleStep, .evaluate, .checkpoint, .stop: self = .state
      }
    // Of steps only those stand among the remarks that end a collapse.
    case .step, .collapse, .obstructed, .failed, .finished: self = .state
    case .evaluating, .evaluation, .checkpoint: self = .passing
    }
  }
}
