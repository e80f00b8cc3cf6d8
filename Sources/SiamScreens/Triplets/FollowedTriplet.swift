import SiamCanvas
import SiamCore

/// A triplet whose distances are queried repeatedly during training, with the history of the results.
struct FollowedTriplet: Equatable, Sendable {
  /// The maximum length of the trail.
  static let capacity = 60

  /// The triplet, with its distances when it was chosen.
  let triplet: NamedTriplet
  /// The step at which it was chosen.
  let since: Int
  /// The latest reports, oldest first.
  private(set) var trail: [TripletReport] = []
  /// The step of the latest report.
  private(set) var step: Int
  /// d⁺ over the steps since.
  private(set) var positive = History(decay: 0)
  /// d⁻ over the steps since.
  private(set) var negative = History(decay: 0)

  /// Starts to follow a triplet at a step.
  init(_ triplet: NamedTriplet, step: Int) {
    self.triplet = triplet
    since = step
    self.step = step
    record(triplet.report, step: step)
  }

  /// The latest report.
  var latest: TripletReport { trail.last ?? triplet.report }

  /// The query for the triplet's current distances.
  var query: Query {
    .triplet(anchor: triplet.report.anchor, positive: triplet.report.positive, negative: triplet.report.negative)
  }

  /// Records the distances at a step. Reports that can't be drawn or are older than the latest one are ignored.
  mutating func record(_ report: TripletReport, step: Int) {
    guard report.isDrawable, step >= self.step else { return }
    self.step = step
    trail.append(report)
    if trail.count > FollowedTriplet.capacity { trail.removeFirst() }
    positive.append(Double(report.positiveDistance), at: Double(step))
    negative.append(Double(report.negativeDistance), at: Double(step))
  }
}
