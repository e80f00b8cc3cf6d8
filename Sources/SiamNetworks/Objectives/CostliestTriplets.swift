package import SiamCore

/// The costliest of many triplets, worst first.
package struct CostliestTriplets: Equatable, Sendable {
  /// A triplet with its cost and its loss.
  package struct Entry: Equatable, Sendable {
    package var triplet: Triplet
    /// `d⁺ + α − d⁻`, the sort key.
    package var cost: Float
    /// The cost after the hinge or soft margin.
    package var loss: Float
  }

  /// The maximum number of triplets.
  package let maxCount: Int

  /// The triplets, worst first.
  package private(set) var entries: [Entry] = []

  /// Creates an empty list of at most `maxCount` triplets (default: 8, the number that a step reports).
  package init(maxCount: Int = 8) { self.maxCount = maxCount }

  /// The cost that a triplet must exceed to be added.
  var threshold: Float {
    guard entries.count == maxCount, let last = entries.last else { return -.infinity }
    return last.cost
  }

  /// Adds a triplet if it is among the costliest; triplets of equal cost stay in the order they were added.
  mutating func insert(_ triplet: Triplet, cost: Float, loss: @autoclosure () -> Float) {
    if entries.count == maxCount, let last = entries.last, cost <= last.cost { return }
    let index = entries.firstIndex { $0.cost < cost } ?? entries.count
    entries.insert(Entry(triplet: triplet, cost: cost, loss: loss()), at: index)
    if entries.count > maxCount { entries.removeLast() }
  }

  /// Returns the triplets with their squared distances; `images` has the id of each image of the batch.
  package func reports(_ batch: EmbeddingBatch, images: [ImageID]) -> [TripletReport] {
    let (distances, count) = (batch.distances, batch.count)
    return entries.map { entry in
      let triplet = entry.triplet
      return TripletReport(
        anchor: images[triplet.anchor], positive: images[triplet.positive], negative: images[triplet.negative],
        positiveDistance: distances[triplet.anchor * count + triplet.positive],
        negativeDistance: distances[triplet.anchor * count + triplet.negative],
        oppositeDistance: distances[triplet.positive * count + triplet.negative], loss: entry.loss)
    }
  }
}
