internal import SiamMessages

/// Answers about triplets.
extension Answerer {
  /// The newest batch's.
  func newestTriplets(at moment: Moment) throws(QuestionError) -> NewestTriplets {
    guard let trainingStep = moment.trainingStep else { throw .nothingTrains }
    guard let triplets = trainingStep.newestTriplets(dataset) else { throw .noStep }
    return triplets
  }

  /// Where a triplet stands by the network as it is now.
  func triplet(anchor: ImageID, positive: ImageID, negative: ImageID, at moment: Moment) throws -> Answer {
    let snapshot = try snapshot(of: moment, embedding: 3)
    let probe = try probe ?? TripletProbe(context, snapshot.network, dataset: dataset)
    self.probe = probe
    guard
      let report = try probe.report(anchor: anchor, positive: positive, negative: negative, moment.recipe)
    else {
      let known = 0..<dataset.imageCount
      throw QuestionError.noImage([anchor, positive, negative].first { !known.contains($0.index) } ?? anchor)
    }
    return .triplet(report, step: snapshot.step ?? 0)
  }
}
