/// Everything that affects a run's numbers: with the data and the seed it determines the weights, bit for bit.
public struct Recipe: Codable, Equatable, Sendable {
  /// What the network is trained to do.
  public var objective: Objective = .triplet
  /// The encoder's name.
  public var encoder: EncoderName = .conv4
  /// How triplets are chosen from a batch; unused by the other objectives.
  public var miner: Miner = .semiHard
  /// α of triplets, in the units of `distance`; of the contrastive objective m, a plain distance.
  ///
  /// Where the loss has no margin, α as a squared distance only tells active triplets from others on display.
  public var margin: Float = 0.2
  /// Over which triplets the gradient is averaged; for the contrastive objective, over which pairs.
  public var reduction: Reduction = .active
  /// What a triplet costs; unused by the other objectives.
  public var tripletLoss: TripletLoss = .hinge
  /// What d of a triplet is; unused by the other objectives. Reports of distances are squared in either case.
  public var distance: DistanceKind = .squared
  /// What the objectives with a softmax divide by: of squared distances for `prototypical`, of cosines for `ntXent`.
  public var temperature: Float = 0.1
  /// The numbers of the multi-similarity objective; unused by the others.
  public var multiSimilarity = MultiSimilarity()
  /// P: classes in a batch.
  public var batchClasses = 64
  /// K: images of each class in a batch.
  public var batchImages = 4
  /// Share of batches, 0…1, whose classes come from as few groups as possible.
  public var withinGroupShare: Float = 0.5
  /// Whether an image turned by a quarter, a half or three quarters counts as another class while training.
  ///
  /// Four times the classes (Santoro et al. 2016, §4.1); wrong for pictures that have no upright. Off for pairs, whose
  /// recipe was measured without.
  public var quarterTurnClasses = true
  /// How images are varied while training.
  public var augmentation = Augmentation()
  /// Adam's step size at its highest.
  public var learningRate: Float = 2e-3
  /// What the cosine schedule ends at, as a share of `learningRate`.
  public var finalLearningRateShare: Float = 0.02
  /// The number of steps, where it was asked for.
  public var steps: Int?
  /// Training time in minutes, from which the number of steps is planned, where it was asked for.
  public var minutes: Double?
  /// When and how held-out classes are examined.
  public var evaluation = EvaluationPlan()
  /// Seeds everything that is random.
  public var seed: UInt64 = 1

  /// The default recipe of an objective; of none, semi-hard triplets on `conv4`.
  public init(objective: Objective = .triplet) {
    self.objective = objective
    margin = objective.defaultMargin
    temperature = objective.defaultTemperature
    quarterTurnClasses = objective != .pair
  }
}

/// The encoders there are.
public enum EncoderName: String, Codable, CaseIterable, Sendable {
  /// Four blocks of 3×3 convolution to 64 channels, batch normalisation, ReLU and 2×2 max pooling.
  case conv4
}

/// Ranges of a random affine map; each value is drawn uniformly from −x…x.
public struct Augmentation: Codable, Equatable, Sendable {
  /// In degrees.
  public var rotation: Float = 15
  /// Relative: 0.2 scales by 0.8…1.2.
  public var scale: Float = 0.2
  /// Relative stretch of the width over the height.
  public var stretch: Float = 0.1
  /// Horizontal shift for each unit of height.
  public var shear: Float = 0.3
  /// As a share of half the image's size.
  public var shift: Float = 0.15

  /// The default ranges, for handwriting and type.
  public init() {}

  /// No variation.
  public static var none: Augmentation {
    var none = Augmentation()
    none.rotation = 0
    none.scale = 0
    none.stretch = 0
    none.shear = 0
    none.shift = 0
    return none
  }
}

/// When and how held-out classes are examined.
public struct EvaluationPlan: Codable, Equatable, Sendable {
  /// In steps.
  public var every = 100
  /// The first one, in steps, so that there is something to see soon.
  public var first = 20
  /// Which episodes.
  public var settings = [EpisodeSetting(way: 5, shot: 1), EpisodeSetting(way: 20, shot: 1)]
  /// Episodes of an evaluation during training.
  public var episodes = 200
  /// Episodes of the last evaluation.
  public var finalEpisodes = 600
  /// Queries of each class in an episode.
  public var queries = 5

  /// The default plan.
  public init() {}

  /// Whether held-out classes are examined after a step: a function of the step, never of the clock.
  public func isDue(after step: Int) -> Bool { step == min(first, every) || step % max(every, 1) == 0 }

  /// The step after which held-out classes are examined next.
  public func next(after step: Int) -> Int {
    let every = max(every, 1)
    let taken = min(max(step, 0), Int.max - every)
    return taken < min(first, every) ? min(first, every) : (taken / every + 1) * every
  }
}

/// k and n of a k-way n-shot episode.
public struct EpisodeSetting: Codable, Hashable, Sendable {
  /// k: classes in the support set.
  public var way: Int
  /// n: support images of each class.
  public var shot: Int

  /// A k-way n-shot episode.
  public init(way: Int, shot: Int) {
    self.way = way
    self.shot = shot
  }
}
