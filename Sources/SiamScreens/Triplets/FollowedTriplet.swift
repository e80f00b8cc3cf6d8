import SiamCanvas
import SiamMessages

/// A triplet that is asked for again and again: where it stood, and its distances since.
struct FollowedTriplet: Equatable, Sendable {
  /// Places of the trail.
  static let capacity = 60

  /// Which one, as it was when it was chosen.
  let triplet: NamedTriplet
  /// Steps taken then.
  let since: Int
  /// Where it stood, oldest first.
  private(set) var trail: [TripletReport] = []
  /// Steps taken at the newest of them.
  private(set) var step: Int
  /// d⁺ since.
  private(set) var positive = History(decay: 0)
  /// d⁻ since.
  private(set) var negative = History(decay: 0)

  /// Begins with a triplet as it stood after some steps.
  init(_ triplet: NamedTriplet, step: Int) {
    self.triplet = triplet
    since = step
    self.step = step
    take(triplet.report, step: step)
  }

  /// The newest.
  var latest: TripletReport { trail.last ?? triplet.report }

  /// What is asked.
  var question: Question {
    .triplet(anchor: triplet.report.anchor, positive: triplet.report.positive, negative: triplet.report.negative)
  }

  /// Takes in where it stands; what is no place, or older than the newest, is passed over.
  mutating func take(_ report: TripletReport, step: Int) {
    guard report.isDrawable, step >= self.step else { return }
    self.step = step
    trail.append(report)
    if trail.count > FollowedTriplet.capacity { trail.removeFirst() }
    positive.append(Double(report.positiveDistance), at: Double(step))
    negative.append(Double(report.negativeDistance), at: Double(step))
  }
}
