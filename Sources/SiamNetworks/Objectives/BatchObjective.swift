package import SiamCore
package import SiamTensors

/// A loss function of a batch's embeddings and its gradient.
///
/// To add an objective, write a file with a type that conforms to this protocol, add a case to `Objective` and a line
/// to `Objective.planned`.
package protocol BatchObjective: AnyObject {
  /// Computes the loss of a measured batch and adds its gradient to the batch's `distanceGradients` or, if the loss
  /// reads `features`, to its `featureGradients`.
  ///
  /// A loss with parameters of its own overwrites their gradients.
  ///
  /// The recipe has this step's `margin` and `miner`, which may have changed since the run started; random choices use
  /// `generator`.
  func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) throws(TensorError) -> ObjectiveOutcome

  /// The triplets mined from the last batch; empty if the objective mines none or uses all.
  var triplets: [Triplet] { get }

  /// Returns the loss of a collapsed network, whose embeddings are all equal.
  func collapsedLoss(_ recipe: Recipe) -> CollapsedLoss
}

extension BatchObjective {
  /// No triplets, as most objectives compare pairs or classes.
  package var triplets: [Triplet] { [] }
}

/// The loss when all embeddings are equal, with a description of that value.
package struct CollapsedLoss: Equatable, Sendable {
  package var value: Float
  /// The description that completes "the loss is stuck at …".
  package var description: String

  /// Creates a value with its description.
  package init(_ value: Float, _ description: String) {
    self.value = value
    self.description = description
  }
}

/// The loss of a batch and statistics of its triplets.
package struct ObjectiveOutcome: Equatable, Sendable {
  /// The loss: a mean over the mined triplets, the pairs, the anchors or the queries.
  package var loss: Float = 0
  /// The mean of d⁺, a squared distance.
  package var positiveDistance: Float = 0
  /// The mean of d⁻, a squared distance.
  package var negativeDistance: Float = 0
  /// The active share, as in `StepReport`.
  package var activeShare: Float = 0
  /// The number of mined triplets of each kind; batch-hard triplets if the objective mines none.
  package var mined = MinedCounts()
  /// The costliest of those triplets.
  package var costliest = CostliestTriplets()

  /// Creates an outcome of zeros.
  package init() {}
}

extension Objective {
  /// Returns the objective, planned for P × K batches of features of length `dimension`.
  ///
  /// - Throws: `TensorError.shape` if the batch has too few classes or too few images per class for the objective.
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
