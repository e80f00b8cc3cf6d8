/// A command to a training run. It is applied between two steps, and journaled when applied.
///
/// In JSON, a command is an object with its name under `"command"` and its argument, if any, under `"value"`.
public enum TrainingCommand: Equatable, Sendable {
  /// Run no further steps until resumed.
  case pause
  /// Continue after a pause.
  case resume
  /// Run one step, then pause.
  case singleStep
  /// Set the margin from the next step on.
  case margin(Float)
  /// Set the peak learning rate from the next step on; the cosine schedule scales it.
  case learningRate(Float)
  /// Set the miner from the next step on.
  case miner(Miner)
  /// Evaluate on validation classes now.
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

  /// Decodes a command by the name under `"command"`.
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

  /// Encodes the name under `"command"` and the argument under `"value"`.
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

extension TrainingCommand {
  /// Returns why the command is invalid for a recipe, in one line, or nil for a valid command.
  package func problem(in recipe: Recipe) -> String? {
    switch self {
    case .margin(let margin):
      recipe.marginRange.contains(margin) ? nil : "invalid margin \(margin): must be \(recipe.marginRange)"
    case .learningRate(let rate):
      rate.isFinite && rate > 0 ? nil : "invalid learning rate \(rate); expected a number above 0"
    case .pause, .resume, .singleStep, .miner, .evaluate, .checkpoint, .stop: nil
    }
  }

  /// The effect of the command as text for the log and progress lines, such as `margin 0.30`.
  package var summary: String {
    switch self {
    case .pause: "paused"
    case .resume: "resumed"
    case .singleStep: "one step"
    case .margin(let margin): "margin \(NumberFormat.trimmed(Double(margin), decimals: 2))"
    case .learningRate(let rate): "learning rate \(NumberFormat.scientific(Double(rate)))"
    case .miner(let miner): "miner \(miner.rawValue)"
    case .evaluate: "evaluating now"
    case .checkpoint: "saving now"
    case .stop: "stopping"
    }
  }
}
