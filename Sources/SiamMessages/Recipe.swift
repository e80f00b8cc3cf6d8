/// Everything that affects a run's numbers: with the data and the seed it determines the weights, bit for bit.
public struct Recipe: Codable, Equatable, Sendable {
  /// What the network is trained to do.
  public var objective: Objective = .triplet
  /// The encoder's name or description.
  public var encoder: EncoderSpelling = .conv4
  /// Output channels of each block, where they differ from the named encoder's own; as many blocks as there are
  /// numbers.
  public var widths: [Int]?
  /// Images are resized to `imageSize × imageSize` pixels.
  public var imageSize = 28
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
  /// Whether classes with fewer than K images, but at least two, are trained on too, their images repeated within a
  /// batch.
  public var repeatsImages = false
  /// How the classes of a batch are drawn.
  public var sampling: Sampling = .balanced
  /// Share of batches, 0…1, whose classes come from as few groups as possible.
  public var withinGroupShare: Float = 0.5
  /// Share of batches, 0…1, whose classes are near each other in embedding space.
  ///
  /// From the first evaluation on, as the embeddings are measured there. Where both shares together are more than 1,
  /// this one is kept.
  public var neighbourShare: Float = 0
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
  /// What the averaged weights keep of themselves at a step, 0…1; 0 keeps no average.
  ///
  /// Where there is an average, it is what is examined, and what the run's checkpoint answers with.
  public var weightAveraging: Float = 0
  /// The number of steps, where it was asked for.
  public var steps: Int?
  /// Training time in minutes, from which the number of steps is planned, where it was asked for.
  public var minutes: Double?
  /// When and how held-out classes are examined.
  public var evaluation = EvaluationPlan()
  /// Seeds everything that is random.
  public var seed: UInt64 = 1

  /// The default recipe of an objective; of none, semi-hard triplets on `conv4`.
  public init(objective: Objective = .triplet) { pursue(objective) }

  /// Takes up an objective, with the margin, the temperature and the classes it usually has.
  public mutating func pursue(_ objective: Objective) {
    self.objective = objective
    margin = objective.defaultMargin
    temperature = objective.defaultTemperature
    quarterTurnClasses = objective != .pair
  }
}

/// How the classes of a batch are drawn; either way a batch is P distinct classes of K images.
public enum Sampling: String, Codable, CaseIterable, Sendable {
  /// Any classes, but for a share of the batches: classes of one group, or near each other in embedding space.
  case balanced
  /// Any classes in every batch, each set of P as likely as any other: P-way episodes of K = n + queries images.
  ///
  /// Source: Vinyals et al. 2016, Matching Networks, §2.2. It is `balanced` with both shares 0, under its own name.
  case episodic
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
  /// Slight variants of an image that its embedding is averaged over when a trained run is asked; 1 is the image alone.
  public var testTimeVariants = 1

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

  /// As people say it: `20-way 1-shot`.
  public var words: String { "\(way)-way \(shot)-shot" }
}
