/// What training says: the only way anything about it reaches the screen, the lines or the journal.
///
/// In JSON an object with its kind under `"event"` and the payload's fields beside it.
public enum TrainingEvent: Equatable, Sendable {
  /// First of a run.
  case started(StartedReport)
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

/// A dataset and its split, in numbers and names.
public struct DataSummary: Codable, Equatable, Sendable {
  /// As people call it.
  public var name: String
  /// A hash of the images and labels.
  public var fingerprint: String
  /// In pixels.
  public var width: Int
  /// In pixels.
  public var height: Int
  /// 1 for grey.
  public var channels: Int
  /// The classes trained on.
  public var training: SplitSummary
  /// The classes held out for validation.
  public var validation: SplitSummary

  /// A dataset and its split.
  public init(
    name: String, fingerprint: String, width: Int, height: Int, channels: Int, training: SplitSummary,
    validation: SplitSummary
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.width = width
    self.height = height
    self.channels = channels
    self.training = training
    self.validation = validation
  }
}

/// One side of a split.
public struct SplitSummary: Codable, Equatable, Sendable {
  /// Number of classes.
  public var classes: Int
  /// Number of images.
  public var images: Int
  /// Names of the groups (alphabets, scripts) its classes belong to.
  public var groups: [String]

  /// One side of a split.
  public init(classes: Int, images: Int, groups: [String]) {
    self.classes = classes
    self.images = images
    self.groups = groups
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

/// What a step did.
public struct StepReport: Codable, Equatable, Sendable {
  /// Steps taken, this one included.
  public var step: Int
  /// Mean over the mined triplets, or the pairs.
  public var loss: Float
  /// Mean d⁺ over the mined triplets, or the same pairs; squared, 0…4.
  public var positiveDistance: Float
  /// Mean d⁻ over the mined triplets, or the different pairs; squared, 0…4.
  public var negativeDistance: Float
  /// Share of all valid triplets with d⁺ + α > d⁻; of pairs, those whose similarity is on the wrong side of a half.
  public var activeShare: Float
  /// Of this step.
  public var learningRate: Float
  /// α of this step.
  public var margin: Float
  /// What the miner chose, by kind.
  public var mined: MinedCounts
  /// Euclidean norm of the whole gradient.
  public var gradientNorm: Float
  /// exp of the entropy of the embeddings' covariance spectrum: 1 … dimension (Roy and Vetterli 2007).
  public var effectiveRank: Float
  /// Mean squared distance of the batch's embeddings to their mean, 0…1.
  public var spread: Float
  /// d⁺ of all same-class pairs of the batch, counted in equal bins over 0…4.
  public var positiveHistogram: [Int]
  /// d⁻ of all different-class pairs of the batch, counted in equal bins over 0…4.
  public var negativeHistogram: [Int]
  /// The batch's costliest mined triplets, worst first; at most eight.
  public var triplets: [TripletReport]
  /// Training speed over the last second or so.
  public var imagesPerSecond: Float
  /// Training time so far, evaluation and pauses excluded.
  public var seconds: Double

  /// What a step did.
  public init(
    step: Int, loss: Float, positiveDistance: Float, negativeDistance: Float, activeShare: Float, learningRate: Float,
    margin: Float, mined: MinedCounts, gradientNorm: Float, effectiveRank: Float, spread: Float,
    positiveHistogram: [Int], negativeHistogram: [Int], triplets: [TripletReport], imagesPerSecond: Float,
    seconds: Double
  ) {
    self.step = step
    self.loss = loss
    self.positiveDistance = positiveDistance
    self.negativeDistance = negativeDistance
    self.activeShare = activeShare
    self.learningRate = learningRate
    self.margin = margin
    self.mined = mined
    self.gradientNorm = gradientNorm
    self.effectiveRank = effectiveRank
    self.spread = spread
    self.positiveHistogram = positiveHistogram
    self.negativeHistogram = negativeHistogram
    self.triplets = triplets
    self.imagesPerSecond = imagesPerSecond
    self.seconds = seconds
  }
}

/// Mined triplets by kind. Easy: d⁻ ≥ d⁺ + α; semi-hard: d⁺ < d⁻ < d⁺ + α; hard: d⁻ ≤ d⁺.
public struct MinedCounts: Codable, Equatable, Sendable {
  /// Cost nothing.
  public var easy: Int
  /// In the margin.
  public var semiHard: Int
  /// The negative is at least as near as the positive.
  public var hard: Int

  /// Mined triplets by kind.
  public init(easy: Int = 0, semiHard: Int = 0, hard: Int = 0) {
    self.easy = easy
    self.semiHard = semiHard
    self.hard = hard
  }
}

/// A triplet and its three squared distances, which place it in a plane.
public struct TripletReport: Codable, Equatable, Sendable {
  /// The anchor's image.
  public var anchor: ImageID
  /// An image of the anchor's class.
  public var positive: ImageID
  /// An image of another class.
  public var negative: ImageID
  /// d⁺, anchor to positive, squared.
  public var positiveDistance: Float
  /// d⁻, anchor to negative, squared.
  public var negativeDistance: Float
  /// Positive to negative, squared.
  public var oppositeDistance: Float
  /// `max(0, d⁺ + α − d⁻)`.
  public var loss: Float

  /// A triplet and its three squared distances.
  public init(
    anchor: ImageID, positive: ImageID, negative: ImageID, positiveDistance: Float, negativeDistance: Float,
    oppositeDistance: Float, loss: Float
  ) {
    self.anchor = anchor
    self.positive = positive
    self.negative = negative
    self.positiveDistance = positiveDistance
    self.negativeDistance = negativeDistance
    self.oppositeDistance = oppositeDistance
    self.loss = loss
  }
}

/// Held-out classes are about to be examined.
public struct EvaluatingReport: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int

  /// Held-out classes are about to be examined.
  public init(step: Int) { self.step = step }
}

/// How well classes never trained on are named.
public struct EvaluationReport: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int
  /// Which classes: `validation`, or `test`.
  public var split: String
  /// k.
  public var way: Int
  /// n.
  public var shot: Int
  /// Episodes averaged over.
  public var episodes: Int
  /// Queries of each class in an episode.
  public var queries: Int
  /// Which classifier `accuracy` is of.
  public var classifier: String
  /// Mean over the episodes, 0…1.
  public var accuracy: Float
  /// Half the width of the 95 % confidence interval of `accuracy`.
  public var interval95: Float
  /// 1 / way.
  public var chance: Float
  /// Nearest neighbour on raw pixels, same episodes.
  public var rawPixelAccuracy: Float
  /// The encoder before its first step, same episodes and classifier.
  public var untrainedAccuracy: Float
  /// Every classifier there is, `classifier` among them.
  public var classifiers: [ClassifierAccuracy]
  /// The objective's loss on held-out classes.
  public var loss: Float

  /// How well classes never trained on are named.
  public init(
    step: Int, split: String, way: Int, shot: Int, episodes: Int, queries: Int, classifier: String, accuracy: Float,
    interval95: Float, chance: Float, rawPixelAccuracy: Float, untrainedAccuracy: Float,
    classifiers: [ClassifierAccuracy], loss: Float
  ) {
    self.step = step
    self.split = split
    self.way = way
    self.shot = shot
    self.episodes = episodes
    self.queries = queries
    self.classifier = classifier
    self.accuracy = accuracy
    self.interval95 = interval95
    self.chance = chance
    self.rawPixelAccuracy = rawPixelAccuracy
    self.untrainedAccuracy = untrainedAccuracy
    self.classifiers = classifiers
    self.loss = loss
  }
}

/// One classifier's accuracy over the episodes of an evaluation.
public struct ClassifierAccuracy: Codable, Equatable, Sendable {
  /// `nearest-mean`, `nearest-neighbour` or `pair-similarity`.
  public var classifier: String
  /// Mean over the episodes, 0…1.
  public var accuracy: Float
  /// Half the width of the 95 % confidence interval.
  public var interval95: Float

  /// One classifier's accuracy.
  public init(classifier: String, accuracy: Float, interval95: Float) {
    self.classifier = classifier
    self.accuracy = accuracy
    self.interval95 = interval95
  }
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
