package import SiamMessages
internal import SiamTensors

/// A closer look at a measured batch than each step's report has: the most violated of the mined triplets, kind by
/// kind, and how all valid ones lie about the margin. Made when it is asked for, from what the last step left behind.
package struct TripletGallery {
  /// How many triplets were mined; the batch-hard ones where none are trained on.
  package let mined: Int
  /// For all valid triplets d⁻ − d⁺, counted as `NewestTriplets.gaps` has it.
  package let gaps: [Int]
  /// A list for each kind, in the order of `TripletKind`.
  private let costliest: [CostliestTriplets]

  /// Looks at a batch.
  ///
  /// - Parameters:
  ///   - batch: as an objective left it.
  ///   - labels: of the batch; with fewer than two classes, or images of a class, there is nothing to see.
  ///   - recipe: with the step's margin and miner.
  ///   - chosen: the objective's `triplets`.
  package init(_ batch: EmbeddingBatch, _ labels: BatchLabels, _ recipe: Recipe, chosen: [Triplet]) {
    let measure = TripletMeasure(recipe)
    var scratch: [Float] = []
    let distances = measure.distance.measure(batch.distances, scratch: &scratch)
    let triplets = chosen.isEmpty ? Self.unlisted(batch, labels, recipe) : chosen
    var costliest = TripletKind.allCases.map { _ in CostliestTriplets(most: NewestTriplets.most) }
    for triplet in triplets {
      let positive = distances[triplet.anchor * labels.count + triplet.positive]
      let negative = distances[triplet.anchor * labels.count + triplet.negative]
      let cost = measure.cost(positive: positive, negative: negative)
      let kind = TripletKind(positive: positive, negative: negative, cost: cost)
      costliest[kind.rawValue].offer(triplet, cost: cost, loss: measure.loss(cost))
    }
    self.costliest = costliest
    mined = triplets.count
    gaps = TripletSurvey.gaps(distances, labels)
  }

  /// What an objective that keeps no list trained on, or would be told about.
  private static func unlisted(_ batch: EmbeddingBatch, _ labels: BatchLabels, _ recipe: Recipe) -> [Triplet] {
    guard labels.images > 1, labels.strangers > 0 else { return [] }
    let miner: Miner = recipe.objective == .triplet && recipe.miner == .batchAll ? .batchAll : .batchHard
    var triplets: [Triplet] = []
    // Neither of the two draws anything.
    var generator = SeededGenerator(seed: recipe.seed, purpose: .mining)
    miner.mine(batch.distances, labels, dimension: batch.dimension, using: &generator, into: &triplets)
    return triplets
  }

  /// The most violated first: as kinds follow from costs, hard ones, then semi-hard, then easy ones.
  package var entries: [CostliestTriplets.Entry] { costliest.flatMap(\.entries) }

  /// The same with their squared distances; `images` says which image stands at each place of the batch.
  package func reports(_ batch: EmbeddingBatch, images: [ImageID]) -> [TripletReport] {
    costliest.flatMap { $0.reports(batch, images: images) }
  }
}
