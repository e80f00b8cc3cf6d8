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
  /// The objective's loss on held-out classes; nil where a finished run is examined.
  public var loss: Float?
  /// The area under the ROC of pairs of these classes, 0…1, the same in every setting; nil where none were compared.
  public var auc: Float?
  /// The equal error rate of the same pairs, 0…1.
  public var eer: Float?

  /// How well classes never trained on are named.
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

/// One classifier's accuracy over the episodes of an evaluation.
public struct ClassifierAccuracy: Codable, Equatable, Sendable {
  /// Its word, such as `nearest-mean`, `nearest-neighbour` or `pair-similarity`.
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
