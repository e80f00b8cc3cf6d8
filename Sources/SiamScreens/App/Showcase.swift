import SiamCore

/// The triplet that the Train screen shows.
///
/// It is the triplet of the newest step with the highest loss. Each is shown for a moment so that the eye can follow;
/// while training is paused, it changes at once.
struct Showcase: Equatable, Sendable {
  /// The minimum time for which a triplet is shown, in seconds.
  static let holdSeconds = 1.5

  /// A triplet with its step and the margin of that step.
  struct Exhibit: Equatable, Sendable {
    var triplet: TripletReport
    var step: Int
    var margin: Float
    /// Whether the distances can be drawn.
    var isDrawable: Bool { triplet.isDrawable }
    /// The anchor, positive and negative.
    var images: [ImageID] { triplet.images }
  }

  private(set) var shown: Exhibit?
  private(set) var newest: Exhibit?
  private var shownSince = 0.0

  /// Receives the triplet of a step with the highest loss.
  mutating func follow(_ report: StepReport, step: Int) {
    guard let worst = report.triplets.first else { return }
    newest = Exhibit(triplet: worst, step: step, margin: report.margin)
  }

  /// Shows the newest triplet if the current one has been shown long enough.
  mutating func advance(clock: Double, isPaused: Bool) {
    guard let newest, newest != shown, shown == nil || isPaused || clock - shownSince >= Showcase.holdSeconds else {
      return
    }
    shown = newest
    shownSince = clock
  }
}
