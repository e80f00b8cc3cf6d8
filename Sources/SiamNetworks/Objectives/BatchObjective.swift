package import SiamMessages
package import SiamTensors

/// A loss of a batch's embeddings with its gradient: what a network is trained to make small.
///
/// A new objective is one file that conforms to this, its word in `Objective`, and its line in `Objective.planned`.
package protocol BatchObjective: AnyObject {
  /// Takes the loss of a measured batch and adds its gradient to the batch's `distanceGradients`, or, where the loss
  /// reads `features`, to its `featureGradients`.
  ///
  /// A loss with parameters of its own overwrites their gradients. The recipe's `margin` and `miner` are this step's,
  /// which may differ from the run's first. `generator` serves what is drawn at random.
  func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) throws(TensorError) -> ObjectiveOutcome

  /// The triplets chosen from the last batch; empty where none are, or all.
  var triplets: [Triplet] { get }

  /// The loss of a blind network, whose embeddings are all equal.
  func blindLoss(_ recipe: Recipe) -> BlindLoss
}

extension BatchObjective {
  /// None: most objectives compare pairs or classes.
  package var triplets: [Triplet] { [] }
}

/// What a loss is where all embeddings are equal, and what that number is called.
package struct BlindLoss: Equatable, Sendable {
  package var value: Float
  /// As in "the loss sits at …".
  package var words: String

  package init(_ value: Float, _ words: String) {
    self.value = value
    self.words = words
  }
}

/// What an objective found in a batch.
package struct ObjectiveOutcome: Equatable, Sendable {
  /// Mean over the mined triplets, the pairs, or the anchors or queries.
  package var loss: Float = 0
  /// Mean d⁺ over them, squared.
  package var positiveDistance: Float = 0
  /// Mean d⁻ over them, squared.
  package var negativeDistance: Float = 0
  /// As in `StepReport`.
  package var activeShare: Float = 0
  /// What the miner chose, by kind; of the batch-hard triplets where no triplets are trained on.
  package var mined = MinedCounts()
  /// The costliest of those triplets.
  package var costliest = CostliestTriplets()

  package init() {}
}

extension Objective {
  /// The objective planned for P × K batches of features of `dimension` numbers.
  ///
  /// Throws `TensorError.shape` where the batch has fewer classes, or images of a class, than the objective compares.
  package func planned(
    _ context: ComputeContext, _ labels: BatchLabels, dimension: Int, parameters: ParameterStore
  ) throws(TensorError) -> any BatchObjective {
    switch self {
    case .triplet: TripletObjective(labels)
    case .pair: try PairObjective(context, labels, dimension: dimension, parameters: parameters)
    case .contrastive: try ContrastiveObjective(labels)
    case .prototypical: try PrototypicalObjective(labels)
    case .multiSimilarity: try MultiSimilarityObjective(labels)
    case .ntXent: try NTXentObjective(labels)
    }
  }
}
