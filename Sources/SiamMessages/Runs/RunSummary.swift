/// A run on disk in a few figures, or why a folder is none.
public struct RunSummary: Codable, Equatable, Sendable {
  /// The folder's name.
  public var name: String
  /// Where the folder is.
  public var path: String
  /// What became of it; nil where the folder is no run that can be read.
  public var state: RunState?
  /// Why it can't be read, or what it failed of, in one line.
  public var problem: String?
  /// What was asked for; nil where the folder is no run that can be read.
  public var settings: RunSettings?
  /// What came out so far.
  public var figures: RunFigures
  /// When it began, where that was kept.
  public var started: Instant?
  /// When its journal was last written.
  public var written: Instant?
  /// What it takes of the disk.
  public var size: RunSize

  /// A run in a few figures.
  public init(
    name: String, path: String, state: RunState? = nil, problem: String? = nil, settings: RunSettings? = nil,
    figures: RunFigures = RunFigures(), started: Instant? = nil, written: Instant? = nil, size: RunSize = RunSize()
  ) {
    self.name = name
    self.path = path
    self.state = state
    self.problem = problem
    self.settings = settings
    self.figures = figures
    self.started = started
    self.written = written
    self.size = size
  }
}

/// What became of a run.
public enum RunState: String, Codable, CaseIterable, Sendable {
  /// A process writes it.
  case running
  /// It took all its steps.
  case finished
  /// It was ended before its last step, and kept what it had learned.
  case stopped
  /// It ended by an error, or without a word.
  case crashed
}

/// What a run was asked for, in words.
public struct RunSettings: Codable, Equatable, Sendable {
  /// The data, as people call it.
  public var data: String
  /// What it is trained to do.
  public var objective: Objective
  /// The encoder's name, or that it is one of its own.
  public var encoder: String

  /// What a run was asked for.
  public init(data: String, objective: Objective, encoder: String) {
    self.data = data
    self.objective = objective
    self.encoder = encoder
  }
}

/// What came out of a run so far; nil what it never told, or too long ago.
public struct RunFigures: Codable, Equatable, Sendable {
  /// Steps taken.
  public var steps: Int?
  /// Steps of the whole run, once known.
  public var plannedSteps: Int?
  /// Of the last step's batch.
  public var loss: Float?
  /// The last examination's, in the order of the recipe's settings.
  public var accuracies: [RunAccuracy] = []
  /// The best examination's, in the recipe's last setting: as the last checkpoint knows it, or the newest, if better.
  public var best: RunAccuracy?
  /// The last examination's area under the ROC of pairs, 0…1.
  public var auc: Float?
  /// The last examination's equal error rate, 0…1.
  public var eer: Float?
  /// Training time, evaluation and pauses excluded.
  public var seconds: Double?
  /// Training speed: the whole run's mean once it is over, before that the last second's or so.
  public var imagesPerSecond: Float?

  /// Nothing yet.
  public init() {}

  /// Mean training speed.
  public var stepsPerSecond: Double? {
    guard let steps, let seconds, seconds > 0 else { return nil }
    return Double(steps) / seconds
  }
}

/// How well a run named classes it was not trained on.
public struct RunAccuracy: Codable, Equatable, Sendable {
  /// Steps taken.
  public var step: Int
  /// k.
  public var way: Int
  /// n.
  public var shot: Int
  /// Mean over the episodes, 0…1.
  public var accuracy: Float
  /// Half the width of the 95 % confidence interval, where it was kept.
  public var interval95: Float?

  /// k and n.
  public var setting: EpisodeSetting { EpisodeSetting(way: way, shot: shot) }

  /// An accuracy after a step.
  public init(step: Int, way: Int, shot: Int, accuracy: Float, interval95: Float? = nil) {
    self.step = step
    self.way = way
    self.shot = shot
    self.accuracy = accuracy
    self.interval95 = interval95
  }

  /// What an examination told.
  public init(_ report: EvaluationReport) {
    self.init(
      step: report.step, way: report.way, shot: report.shot, accuracy: report.accuracy, interval95: report.interval95)
  }
}

/// What a run takes of the disk; a file with two names counts once.
public struct RunSize: Codable, Equatable, Sendable {
  /// Of the whole folder.
  public var bytes = 0
  /// Of its checkpoints.
  public var checkpointBytes = 0

  /// Nothing.
  public init() {}

  /// What a run takes of the disk.
  public init(bytes: Int, checkpointBytes: Int) {
    self.bytes = bytes
    self.checkpointBytes = checkpointBytes
  }
}
