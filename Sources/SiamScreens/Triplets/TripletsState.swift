import SiamMessages

/// What the Triplets screen knows beside the newest batch.
struct TripletsState: Equatable, Sendable {
  /// How the list is sorted.
  enum Order: CaseIterable, Equatable, Sendable {
    /// The most violated first.
    case violation
    /// The farthest positive first.
    case positive
    /// The nearest negative first.
    case negative
    /// By the anchor's class.
    case className
  }

  /// How the list is sorted.
  var order = Order.violation
  /// The only kind that is listed; nil lists all.
  var kind: TripletKind?
  /// What the listed triplets' classes contain; empty lists all.
  var className = ""
  /// The batch that is kept while training goes on; nil follows the newest.
  var held: TripletBatch?
  /// The chosen triplet's place in the list.
  var chosen = 0
  /// The place at the list's top.
  var top = 0
  /// The triplet that is followed through the run.
  var followed: FollowedTriplet?
}

/// Triplets of one batch.
struct TripletBatch: Equatable, Sendable {
  /// Steps taken, the batch's own included.
  var step: Int
  /// α of that step.
  var margin: Float
  /// Those that are known.
  var triplets: [NamedTriplet]
  /// How many were mined.
  var mined: Int
}

extension Model {
  /// The batch the Triplets screen lists: the one kept, else the newest, else what the newest step told of its own.
  var tripletBatch: TripletBatch? {
    if let held = triplets.held { return held }
    if let newest, inquiries.refusals[.newestTriplets] == nil {
      return TripletBatch(
        step: Model.sensibleStep(newest.step), margin: newest.margin, triplets: newest.triplets,
        mined: max(newest.mined, newest.triplets.count))
    }
    guard let latest else { return nil }
    let named = latest.triplets.map { report in
      NamedTriplet(
        report: report, anchorClass: pictures.picture(report.anchor)?.className ?? "",
        negativeClass: pictures.picture(report.negative)?.className ?? "")
    }
    let counts = [latest.mined.easy, latest.mined.semiHard, latest.mined.hard].map { min(max(0, $0), 1 << 40) }
    return TripletBatch(
      step: step, margin: latest.margin, triplets: named, mined: max(counts.reduce(0, +), named.count))
  }
}
