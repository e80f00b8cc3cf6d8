/// What training says: the only way anything about it reaches the screen, the lines or the journal.
///
/// In JSON an object with its kind under `"event"` and the payload's fields beside it.
public enum TrainingEvent: Equatable, Sendable {
  /// First of a run.
  case started(StartedReport)
  /// A run goes on from a checkpoint; what it had told of later steps no longer holds.
  case resumed(ResumedReport)
  /// The number of steps is known.
  case planned(PlannedReport)
  /// A step was taken.
  case step(StepReport)
  /// Held-out classes are about to be examined.
  case evaluating(EvaluatingReport)
  /// Held-out classes were examined.
  case evaluation(EvaluationReport)
  /// A command took effect.
  case command(CommandReport)
  /// All embeddings have become equal.
  case collapse(CollapseReport)
  /// A checkpoint was written.
  case checkpoint(CheckpointReport)
  /// The run can't be written down, and waits; or goes on again.
  case obstructed(ObstructedReport)
  /// The run stopped because of an error.
  case failed(FailedReport)
  /// Last of a run.
  case finished(FinishedReport)
}

/// A run begins.
public struct StartedReport: Codable, Equatable, Sendable {
  /// siam's version.
  public var version: String
  /// What determines the run's numbers.
  public var recipe: Recipe
  /// What it trains and is examined on.
  public var data: DataSummary
  /// Trained numbers.
  public var parameters: Int
  /// Threads that compute.
  public var threads: Int

  /// A run begins.
  public init(version: String, recipe: Recipe, data: DataSummary, parameters: Int, threads: Int) {
    self.version = version
    self.recipe = recipe
    self.data = data
    self.parameters = parameters
    self.threads = threads
  }
}

/// A run goes on.
public struct ResumedReport: Codable, Equatable, Sendable {
  /// Steps taken before; events of later steps are no part of the run.
  public var step: Int
  /// siam's version.
  public var version: String
  /// What determines the run's numbers from now on.
  public var recipe: Recipe
  /// The checkpoint it goes on from.
  public var file: String
  /// What differs from the recipe before, a line each.
  public var changes: [String]
  /// Threads that compute.
  public var threads: Int

  /// A run goes on.
  public init(step: Int, version: String, recipe: Recipe, file: String, changes: [String], threads: Int) {
    self.step = step
    self.version = version
    self.recipe = recipe
    self.file = file
    self.changes = changes
    self.threads = threads
  }
}

/// The number of steps is known.
public struct PlannedReport: Codable, Equatable, Sendable {
  /// Steps taken so far.
  public var step: Int
  /// Steps of the whole run.
  public var steps: Int

  /// The number of steps is known.
  public init(step: Int, steps: Int) {
    self.step = step
    self.steps = steps
  }
}

/// Held-out classes are about to be examined.
public struct EvaluatingReport: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int

  /// Held-out classes are about to be examined.
  public init(step: Int) { self.step = step }
}

/// A command took effect.
public struct CommandReport: Codable, Equatable, Sendable {
  /// Steps taken when it did.
  public var step: Int
  /// The command.
  public var command: TrainingCommand

  /// A command took effect.
  public init(step: Int, command: TrainingCommand) {
    self.step = step
    self.command = command
  }
}

/// All embeddings have become equal: the loss is stuck, and will stay so.
public struct CollapseReport: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int
  /// What to change, in words.
  public var remedy: String
  /// The batch's loss.
  public var loss: Float
  /// As in `StepReport`.
  public var spread: Float
  /// As in `StepReport`.
  public var effectiveRank: Float

  /// All embeddings have become equal.
  public init(step: Int, remedy: String, loss: Float, spread: Float, effectiveRank: Float) {
    self.step = step
    self.remedy = remedy
    self.loss = loss
    self.spread = spread
    self.effectiveRank = effectiveRank
  }
}

/// A checkpoint was written.
public struct CheckpointReport: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int
  /// Its path inside the run folder.
  public var file: String

  /// A checkpoint was written.
  public init(step: Int, file: String) {
    self.step = step
    self.file = file
  }
}

/// The run can't be written down, and waits; or goes on again.
public struct ObstructedReport: Codable, Equatable, Sendable {
  /// What can't be written, and why; nil where it can be written again.
  public var reason: String?
  /// What to do.
  public var remedy: String?

  /// The run waits for a reason, or goes on where there is none.
  public init(reason: String?, remedy: String? = nil) {
    self.reason = reason
    self.remedy = remedy
  }
}

/// The run stopped because of an error.
public struct FailedReport: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int
  /// One line: what, where, and what to do.
  public var message: String

  /// The run stopped because of an error.
  public init(step: Int, message: String) {
    self.step = step
    self.message = message
  }
}

/// The run is over.
public struct FinishedReport: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int
  /// Whether every planned step was taken; else it was stopped.
  public var complete: Bool
  /// Training time, evaluation and pauses excluded.
  public var seconds: Double
  /// Mean training speed.
  public var imagesPerSecond: Float

  /// The run is over.
  public init(step: Int, complete: Bool, seconds: Double, imagesPerSecond: Float) {
    self.step = step
    self.complete = complete
    self.seconds = seconds
    self.imagesPerSecond = imagesPerSecond
  }
}
