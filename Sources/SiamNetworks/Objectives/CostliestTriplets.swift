package import SiamMessages

/// The few costliest of many triplets, worst first.
package struct CostliestTriplets: Equatable, Sendable {
  /// A triplet and what it costs, before and after the hinge or its soft form.
  package struct Entry: Equatable, Sendable {
    package var triplet: Triplet
    /// `d⁺ + α − d⁻`: what they are ordered by.
    package var cost: Float
    package var loss: Float
  }

  /// How many are kept.
  package let most: Int

  package private(set) var entries: [Entry] = []

  /// None yet; as many are kept as a step reports, or as are asked for.
  package init(most: Int = 8) { self.most = most }

  /// Only what costs more than this can still get in.
  var threshold: Float {
    guard entries.count == most, let last = entries.last else { return -.infinity }
    return last.cost
  }

  /// Takes a triplet in where it is among the costliest; of equal ones the first offered stays first.
  mutating func offer(_ triplet: Triplet, cost: Float, loss: @autoclosure () -> Float) {
    if entries.count == most, let last = entries.last, cost <= last.cost { return }
    let place = entries.firstIndex { $0.cost < cost } ?? entries.count
    entries.insert(Entry(triplet: triplet, cost: cost, loss: loss()), at: place)
    if entries.count > most { entries.removeLast() }
  }

  /// The triplets with their squared distances in a batch; `images` says which image stands at each place of it.
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
