package import SiamCore
import SiamTensors

/// Builds a detailed report on the triplets of the last step's batch: the costliest mined triplets of each kind, and a
/// histogram of the gaps d⁻ − d⁺ of all valid triplets.
///
/// It runs only when a report is requested.
package struct TripletReportBuilder {
  /// The number of mined triplets; batch-hard triplets if the objective mines none.
  package let mined: Int
  /// The histogram of d⁻ − d⁺ over all valid triplets, as in `NewestTriplets.gaps`.
  package let gaps: [Int]
  /// A list per kind, in the order of `TripletKind`.
  private let costliest: [CostliestTriplets]

  /// Collects the triplets of a batch.
  ///
  /// - Parameters:
  ///   - batch: the batch after the objective's `evaluate`.
  ///   - labels: the batch's labels; with fewer than two classes or images per class there are no triplets.
  ///   - recipe: the recipe with the step's margin and miner.
  ///   - chosen: the objective's `triplets`.
  package init(_ batch: EmbeddingBatch, _ labels: BatchLabels, _ recipe: Recipe, chosen: [Triplet]) {
    let measure = TripletMeasure(recipe)
    var scratch: [Float] = []
    let distances = measure.distance.measure(batch.distances, scratch: &scratch)
    let triplets = chosen.isEmpty ? Self.unlisted(batch, labels, recipe) : chosen
    var costliest = TripletKind.allCases.map { _ in CostliestTriplets(maxCount: NewestTriplets.maxPerKind) }
    for triplet in triplets {
      let positive = distances[triplet.anchor * labels.count + triplet.positive]
      let negative = distances[triplet.anchor * labels.count + triplet.negative]
      let cost = measure.cost(positive: positive, negative: negative)
      let kind = TripletKind(positive: positive, negative: negative, cost: cost)
      costliest[kind.rawValue].insert(triplet, cost: cost, loss: measure.loss(cost))
    }
    self.costliest = costliest
    mined = triplets.count
    gaps = TripletSurvey.gaps(distances, labels)
  }

  /// Returns the triplets of an objective that lists none: all for batch-all, else the batch-hard ones.
  private static func unlisted(_ batch: EmbeddingBatch, _ labels: BatchLabels, _ recipe: Recipe) -> [Triplet] {
    guard labels.images > 1, labels.negativeCount > 0 else { return [] }
    let miner: Miner = recipe.objective == .triplet && recipe.miner == .batchAll ? .batchAll : .batchHard
    var triplets: [Triplet] = []
    // Neither of these miners draws random numbers.
    var generator = SeededGenerator(seed: recipe.seed, purpose: .mining)
    miner.mine(batch.distances, labels, dimension: batch.dimension, using: &generator, into: &triplets)
    return triplets
  }

  /// The triplets with the highest cost first: hard ones, then semi-hard, then easy ones.
  package var entries: [CostliestTriplets.Entry] { costliest.flatMap(\.entries) }

  /// Returns `entries` with their squared distances; `images` has the id of each image of the batch.
  package func reports(_ batch: EmbeddingBatch, images: [ImageID]) -> [TripletReport] {
    costliest.flatMap { $0.reports(batch, images: images) }
  }
}
