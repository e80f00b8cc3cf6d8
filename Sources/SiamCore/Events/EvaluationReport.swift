/// The few-shot accuracy of an evaluation, on classes that were not trained on unless it says otherwise.
public struct EvaluationReport: Codable, Equatable, Sendable {
  /// The number of completed training steps.
  public var step: Int
  /// The evaluated classes: `validation` or `test`.
  public var split: String
  /// k: the number of classes in an episode.
  public var way: Int
  /// n: the number of support images per class.
  public var shot: Int
  /// The number of episodes.
  public var episodes: Int
  /// The number of queries per class in an episode.
  public var queries: Int
  /// The classifier of `accuracy`.
  public var classifier: String
  /// The mean accuracy over the episodes, 0…1.
  public var accuracy: Float
  /// Half the width of the 95 % confidence interval of `accuracy`, 0…1.
  public var interval95: Float
  /// The accuracy of guessing, 1 / way.
  public var chance: Float
  /// The accuracy of the nearest neighbour on raw pixels, 0…1, in the same episodes.
  public var rawPixelAccuracy: Float
  /// The accuracy of the untrained encoder, 0…1, with the same episodes and classifier.
  public var untrainedAccuracy: Float
  /// The accuracies of all classifiers, including `classifier`.
  public var classifiers: [ClassifierAccuracy]
  /// The objective's loss on validation classes; nil for the evaluation of a finished run.
  public var loss: Float?
  /// The area under the ROC curve of pairs of these classes, 0…1, equal for all settings; nil without pairs.
  public var auc: Float?
  /// The equal error rate of the same pairs, 0…1; nil without pairs.
  public var eer: Float?
  /// True if the classes are those of training (`--same-classes`); nil if they were not trained on.
  private var sameClasses: Bool?

  /// Whether the classes are those of training, with support images from training and other images as queries (the
  /// closed-set protocol).
  public var isSameClasses: Bool {
    get { sameClasses == true }
    set { sameClasses = newValue ? true : nil }
  }

  /// Creates a report.
  public init(
    step: Int, split: String, way: Int, shot: Int, episodes: Int, queries: Int, classifier: String, accuracy: Float,
    interval95: Float, chance: Float, rawPixelAccuracy: Float, untrainedAccuracy: Float,
    classifiers: [ClassifierAccuracy], loss: Float?, auc: Float? = nil, eer: Float? = nil
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
    self.auc = auc
    self.eer = eer
  }
}

/// The accuracy of one classifier over the episodes of an evaluation.
public struct ClassifierAccuracy: Codable, Equatable, Sendable {
  /// The classifier's name, such as `nearest-mean`, `nearest-neighbour` or `pair-similarity`.
  public var classifier: String
  /// The mean accuracy over the episodes, 0…1.
  public var accuracy: Float
  /// Half the width of the 95 % confidence interval of `accuracy`, 0…1.
  public var interval95: Float

  /// Creates an accuracy.
  public init(classifier: String, accuracy: Float, interval95: Float) {
    self.classifier = classifier
    self.accuracy = accuracy
    self.interval95 = interval95
  }
}

/// The report of an evaluation on validation classes that started.
public struct EvaluationStartedReport: Codable, Equatable, Sendable {
  /// The number of completed training steps.
  public var step: Int

  /// Creates a report.
  public init(step: Int) { self.step = step }
}
