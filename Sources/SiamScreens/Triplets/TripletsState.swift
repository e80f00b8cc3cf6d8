import SiamCore

/// The state of the Triplets screen.
struct TripletsState: Equatable, Sendable {
  /// An order of the list.
  enum Order: CaseIterable, Equatable, Sendable {
    /// The largest violation first.
    case violation
    /// The farthest positive first.
    case positive
    /// The nearest negative first.
    case negative
    /// By the anchor's class.
    case className
  }

  /// The order of the list.
  var order = Order.violation
  /// The only kind to list, or nil for all.
  var kind: TripletKind?
  /// The text that class names must contain, or an empty text for all.
  var className = ""
  /// The batch that stays listed while training continues, or nil to follow the latest one.
  var frozen: TripletBatch?
  /// The index of the chosen triplet.
  var chosen = 0
  /// The index of the triplet at the top.
  var top = 0
  /// The triplet that is followed through training.
  var followed: FollowedTriplet?
}

/// The triplets of one batch.
struct TripletBatch: Equatable, Sendable {
  /// The number of steps taken, including the one on this batch.
  var step: Int
  /// The margin of that step.
  var margin: Float
  /// The reported triplets.
  var triplets: [NamedTriplet]
  /// The number of mined triplets, reported or not.
  var mined: Int
}

extension Model {
  /// The batch that the Triplets screen lists: the frozen one, else the latest query result, else the triplets in the
  /// latest step report.
  var tripletBatch: TripletBatch? {
    if let frozen = triplets.frozen { return frozen }
    if let newest, queryTracker.refusals[.newestTriplets] == nil {
      return TripletBatch(
        step: Model.boundedStep(newest.step), margin: newest.margin, triplets: newest.triplets,
        mined: max(newest.mined, newest.triplets.count))
    }
    guard let latest else { return nil }
    let named = latest.triplets.map { report in
      NamedTriplet(
        report: report, anchorClass: images.image(report.anchor)?.className ?? "",
        negativeClass: images.image(report.negative)?.className ?? "")
    }
    let counts = [latest.mined.easy, latest.mined.semiHard, latest.mined.hard].map { min(max(0, $0), 1 << 40) }
    return TripletBatch(
      step: step, margin: latest.margin, triplets: named, mined: max(counts.reduce(0, +), named.count))
  }
}
