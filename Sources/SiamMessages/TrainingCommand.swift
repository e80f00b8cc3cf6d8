/// What the audience asks of training; applied between steps and journaled when it is.
///
/// In JSON an object with its name under `"command"` and, where it has one, its argument under `"value"`.
public enum TrainingCommand: Equatable, Sendable {
  /// Take no further step until resumed.
  case pause
  /// Go on.
  case resume
  /// Take one step, then pause.
  case singleStep
  /// Use another α from the next step on.
  case margin(Float)
  /// Use another learning rate at the schedule's peak from the next step on; the cosine goes on from there.
  case learningRate(Float)
  /// Choose triplets otherwise from the next step on.
  case miner(Miner)
  /// Examine held-out classes now.
  case evaluate
  /// Write a checkpoint now.
  case checkpoint
  /// End after the current step, with a checkpoint.
  case stop
}

extension TrainingCommand: Codable {
  private enum Key: String, CodingKey { case command, value }

  private enum Name: String, Codable {
    case pause, resume, step, margin, learningRate = "learning-rate", miner, evaluate, checkpoint, stop
  }

  /// Reads a command by the name under `"command"`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .command) {
    case .pause: self = .pause
    case .resume: self = .resume
    case .step: self = .singleStep
    case .margin: self = .margin(try container.decode(Float.self, forKey: .value))
    case .learningRate: self = .learningRate(try container.decode(Float.self, forKey: .value))
    case .miner: self = .miner(try container.decode(Miner.self, forKey: .value))
    case .evaluate: self = .evaluate
    case .checkpoint: self = .checkpoint
    case .stop: self = .stop
    }
  }

  /// Writes the name under `"command"` and the argument under `"value"`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .pause: try container.encode(Name.pause, forKey: .command)
    case .resume: try container.encode(Name.resume, forKey: .command)
    case .singleStep: try container.encode(Name.step, forKey: .command)
    case .margin(let margin):
      try container.encode(Name.margin, forKey: .command)
      try container.encode(margin, forKey: .value)
    case .learningRate(let rate):
      try container.encode(Name.learningRate, forKey: .command)
      try container.encode(rate, forKey: .value)
    case .miner(let miner):
      try container.encode(Name.miner, forKey: .command)
      try container.encode(miner, forKey: .value)
    case .evaluate: try container.encode(Name.evaluate, forKey: .command)
    case .checkpoint: try container.encode(Name.checkpoint, forKey: .command)
    case .stop: try container.encode(Name.stop, forKey: .command)
    }
  }
}

extension CommandReport {
  private enum Key: String, CodingKey { case step }

  /// Reads the step and, beside it, the command's fields.
  public init(from decoder: any Decoder) throws {
    step = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .step)
    command = try TrainingCommand(from: decoder)
  }

  /// Writes the step and, beside it, the command's fields.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(step, forKey: .step)
    try command.encode(to: encoder)
  }
}
