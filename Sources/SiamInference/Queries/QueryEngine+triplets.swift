import SiamData
package import SiamCore

/// Queries about triplets.
extension QueryEngine {
  /// Returns the triplets of the last batch.
  package func newestTriplets(at moment: Moment) throws(QueryError) -> NewestTriplets {
    guard let newestTriplets = moment.newestTriplets else { throw .notTraining }
    guard let triplets = newestTriplets() else { throw .noStep }
    return triplets
  }

  /// Returns the distances and the loss of a triplet with the current weights.
  package func triplet(anchor: ImageID, positive: ImageID, negative: ImageID, at moment: Moment) throws -> QueryResult {
    let snapshot = try snapshot(of: moment, embedding: 3)
    let probe = try probe ?? TripletProbe(context, snapshot.network, dataset: dataset)
    self.probe = probe
    guard
      let report = try probe.report(anchor: anchor, positive: positive, negative: negative, moment.recipe)
    else {
      let known = 0..<dataset.imageCount
      throw QueryError.noImage([anchor, positive, negative].first { !known.contains($0.index) } ?? anchor)
    }
    return .triplet(report, step: snapshot.step ?? 0)
  }
}
