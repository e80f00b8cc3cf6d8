/// A summary of a run on disk, or of a folder that is not a readable run.
public struct RunSummary: Codable, Equatable, Sendable {
  /// The folder's name.
  public var name: String
  /// The folder's path.
  public var path: String
  /// The run's state; nil if the folder is not a readable run.
  public var state: RunState?
  /// Why the run can't be read, or why it failed, in one line.
  public var problem: String?
  /// The run's main settings; nil if the folder is not a readable run.
  public var settings: RunSettings?
  /// The results so far.
  public var metrics: RunMetrics
  /// When the run began, if it was recorded.
  public var started: Instant?
  /// When the journal was last written.
  public var written: Instant?
  /// The run's disk usage.
  public var size: DiskUsage

  private enum CodingKeys: String, CodingKey {
    case name, path, state, problem, settings, started, written, size
    case metrics = "figures"
  }

  /// Creates a summary.
  public init(
    name: String, path: String, state: RunState? = nil, problem: String? = nil, settings: RunSettings? = nil,
    metrics: RunMetrics = RunMetrics(), started: Instant? = nil, written: Instant? = nil, size: DiskUsage = DiskUsage()
  ) {
    self.name = name
    self.path = path
    self.state = state
    self.problem = problem
    self.settings = settings
    self.metrics = metrics
    self.started = started
    self.written = written
    self.size = size
  }
}

/// The state of a run.
public enum RunState: String, Codable, CaseIterable, Sendable {
  /// A process is writing the run.
  case running
  /// All steps are completed.
  case finished
  /// The run was stopped and saved before its last step.
  case stopped
  /// The run ended with an error or unsaved, or its process was killed.
  case crashed
}

/// The main settings of a run, as text.
public struct RunSettings: Codable, Equatable, Sendable {
  /// The name of the dataset.
  public var data: String
  /// The training objective.
  public var objective: Objective
  /// The encoder's name, or `own encoder`.
  public var encoder: String

  /// Creates settings.
  public init(data: String, objective: Objective, encoder: String) {
    self.data = data
    self.objective = objective
    self.encoder = encoder
  }
}

/// The results of a run so far. Metrics that were not reported, or too long ago to be found quickly, are nil.
public struct RunMetrics: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var steps: Int?
  /// The number of steps of the whole run, once planned.
  public var plannedSteps: Int?
  /// The loss of the last step.
  public var loss: Float?
  /// The accuracies of the last evaluation, in the order of the recipe's settings.
  public var accuracies: [RunAccuracy] = []
  /// The best accuracy in the recipe's last setting: the one recorded by the last checkpoint, or the newest if better.
  public var best: RunAccuracy?
  /// The area under the ROC curve of pairs at the last evaluation, 0…1.
  public var auc: Float?
  /// The equal error rate of pairs at the last evaluation, 0…1.
  public var eer: Float?
  /// The training time in seconds, without evaluations and pauses.
  public var seconds: Double?
  /// The training speed in images per second: the mean of a run that has ended, otherwise that of about the last
  /// second.
  public var imagesPerSecond: Float?

  /// Creates metrics without values.
  public init() {}

  /// The mean training speed in steps per second, or nil if unknown.
  public var stepsPerSecond: Double? {
    guard let steps, let seconds, seconds > 0 else { return nil }
    return Double(steps) / seconds
  }
}

/// A few-shot accuracy of a run on classes that it was not trained on.
public struct RunAccuracy: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var step: Int
  /// k: the number of classes in an episode.
  public var way: Int
  /// n: the number of support images per class.
  public var shot: Int
  /// The mean accuracy over the episodes, 0…1.
  public var accuracy: Float
  /// Half the width of the 95 % confidence interval, if it was recorded.
  public var interval95: Float?

  /// The way and shot.
  public var setting: EpisodeSetting { EpisodeSetting(way: way, shot: shot) }

  /// Creates an accuracy.
  public init(step: Int, way: Int, shot: Int, accuracy: Float, interval95: Float? = nil) {
    self.step = step
    self.way = way
    self.shot = shot
    self.accuracy = accuracy
    self.interval95 = interval95
  }

  /// Creates the accuracy of an evaluation.
  public init(_ report: EvaluationReport) {
    self.init(
      step: report.step, way: report.way, shot: report.shot, accuracy: report.accuracy, interval95: report.interval95)
  }
}

/// The disk usage of a run. A file with two hard links counts once.
public struct DiskUsage: Codable, Equatable, Sendable {
  /// The bytes of the whole folder.
  public var bytes = 0
  /// The bytes of its checkpoints.
  public var checkpointBytes = 0

  /// Creates a usage of 0 bytes.
  public init() {}

  /// Creates a usage.
  public init(bytes: Int, checkpointBytes: Int) {
    self.bytes = bytes
    self.checkpointBytes = checkpointBytes
  }
}
