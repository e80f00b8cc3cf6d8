/// The configuration of a run: everything that, with the data, determines its weights bit for bit.
public struct Recipe: Codable, Equatable, Sendable {
  /// The training objective (default: triplet).
  public var objective: Objective = .triplet
  /// The encoder's name or layers (default: conv4).
  public var encoder: EncoderSpec = .conv4
  /// The output channels of each block of a named encoder, which has as many blocks as there are numbers; nil for the
  /// encoder's own.
  public var widths: [Int]?
  /// The width and height to which images are resized, in pixels (default: 28).
  public var imageSize = 28
  /// How triplets are mined from a batch; unused by other objectives (default: semi-hard).
  public var miner: Miner = .semiHard
  /// α of triplets, in the units of `distance`, or m of the contrastive objective, a plain distance (default: 0.2;
  /// contrastive: 1).
  ///
  /// Where the loss has no margin, α as a squared distance only decides which triplets are reported as active.
  public var margin: Float = 0.2
  /// The triplets, or pairs of the contrastive objective, over which the gradient is averaged (default: active).
  public var reduction: Reduction = .active
  /// The loss of a triplet; unused by other objectives (default: hinge).
  public var tripletLoss: TripletLoss = .hinge
  /// The distance between the embeddings of a triplet; unused by other objectives (default: squared).
  ///
  /// Reported distances are always squared.
  public var distance: DistanceKind = .squared
  /// The temperature of a softmax over squared distances (`prototypical`, default: 0.2) or cosines (`ntXent`, default:
  /// 0.1).
  public var temperature: Float = 0.1
  /// The parameters of the multi-similarity objective; unused by others.
  public var multiSimilarity = MultiSimilarity()
  /// P: the number of classes in a batch, at least 2 (default: 64).
  public var batchClasses = 64
  /// K: the number of images of each class in a batch, at least 2 (default: 4).
  public var batchImages = 4
  /// Whether to train on classes with fewer than K images, but at least two, by repeating images within a batch
  /// (default: false).
  public var repeatsImages = false
  /// Whether to train on classes of one image, with augmented copies of it as positives (default: skip).
  public var singleImageClasses = SingleImageClasses.skip
  /// How the classes of a batch are drawn (default: balanced).
  public var sampling: Sampling = .balanced
  /// The share of batches, 0…1, whose classes come from as few groups as possible (default: 0.5).
  public var withinGroupShare: Float = 0.5
  /// The share of batches, 0…1, whose classes are near each other in embedding space (default: 0).
  ///
  /// It applies from the first evaluation on, which computes the embeddings. If both shares add up to more than 1, this
  /// one takes precedence.
  public var neighbourShare: Float = 0
  /// Whether an image rotated by 90, 180 or 270 degrees counts as another class while training (default: true, except
  /// for pairs, whose recipe was tuned without).
  ///
  /// This makes four times as many classes (Santoro et al. 2016, §4.1). It is wrong for images without an upright
  /// orientation.
  public var quarterTurnClasses = true
  /// How training images are augmented.
  public var augmentation = Augmentation()
  /// The peak learning rate of Adam, above 0 (default: 0.002).
  public var learningRate: Float = 2e-3
  /// The learning rate at the end of the cosine schedule, as a share of `learningRate`, 0…1 (default: 0.02).
  public var finalLearningRateShare: Float = 0.02
  /// The decay per step, 0…1, of the moving average of the weights (default: 0, no average).
  ///
  /// If there is an average, evaluations and queries use the averaged weights.
  public var weightAveraging: Float = 0
  /// The number of steps; nil to plan it from `minutes`.
  public var steps: Int?
  /// The training time in minutes from which the number of steps is planned; nil if `steps` is given.
  public var minutes: Double?
  /// When and how the network is evaluated on validation classes.
  public var evaluation = EvaluationPlan()
  /// The seed of everything random (default: 1).
  public var seed: UInt64 = 1

  /// The default recipe of an objective (default: triplet).
  public init(objective: Objective = .triplet) { setObjective(objective) }

  /// Sets the objective, and its default margin, temperature and `quarterTurnClasses`.
  public mutating func setObjective(_ objective: Objective) {
    self.objective = objective
    margin = objective.defaultMargin
    temperature = objective.defaultTemperature
    quarterTurnClasses = objective != .pair
  }
}

/// How the classes of a batch are drawn. A batch always has P distinct classes of K images.
public enum Sampling: String, Codable, CaseIterable, Sendable {
  /// At random, except for a share of batches whose classes are of one group or near each other in embedding space.
  case balanced
  /// At random, every set of P classes with the same probability: P-way episodes with K = n + queries images.
  ///
  /// Equals `balanced` with both shares 0. Source: Vinyals et al. 2016, Matching Networks, §2.2.
  case episodic
}

/// When and how the network is evaluated on validation classes.
public struct EvaluationPlan: Codable, Equatable, Sendable {
  /// The number of steps between evaluations (default: 100).
  public var every = 100
  /// The step of the first evaluation (default: 20), early so that there is something to see soon.
  public var first = 20
  /// The ways and shots to evaluate (default: 5-way 1-shot and 20-way 1-shot).
  public var settings = [EpisodeSetting(way: 5, shot: 1), EpisodeSetting(way: 20, shot: 1)]
  /// The number of episodes of an evaluation during training (default: 200).
  public var episodes = 200
  /// The number of episodes of the final evaluation (default: 600).
  public var finalEpisodes = 600
  /// The number of queries of each class in an episode (default: 5).
  public var queries = 5
  /// The number of variants of an image whose embeddings a trained model averages (default: 1, the image alone).
  public var testTimeVariants = 1

  /// The default plan.
  public init() {}

  /// Whether an evaluation is due after a step. It depends on the step, never on the clock.
  public func isDue(after step: Int) -> Bool { step == min(first, every) || step % max(every, 1) == 0 }

  /// The step after which the next evaluation is due.
  public func next(after step: Int) -> Int {
    let every = max(every, 1)
    let step = min(max(step, 0), Int.max - every)
    return step < min(first, every) ? min(first, every) : (step / every + 1) * every
  }
}

/// The way k and the shot n of a k-way n-shot episode.
public struct EpisodeSetting: Codable, Hashable, Sendable {
  /// k: the number of classes in the support set, at least 2.
  public var way: Int
  /// n: the number of support images of each class, at least 1.
  public var shot: Int

  /// Creates a setting.
  public init(way: Int, shot: Int) {
    self.way = way
    self.shot = shot
  }

  /// The setting as text, such as `20-way 1-shot`.
  public var text: String { "\(way)-way \(shot)-shot" }
}
