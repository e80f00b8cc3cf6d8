import SiamMessages

/// The triplet on show on the Train screen.
///
/// It follows the costliest triplet of the newest step, but holds each for a moment so that the eye can follow; while
/// training is paused it follows at once.
struct Showcase: Equatable, Sendable {
  /// How long a triplet stays.
  static let holdSeconds = 1.5

  /// A triplet, its step and that step's α.
  struct Exhibit: Equatable, Sendable {
    var triplet: TripletReport
    var step: Int
    var margin: Float
    /// Whether its distances make a picture.
    var isDrawable: Bool { triplet.isDrawable }
    /// Its anchor, positive and negative.
    var images: [ImageID] { triplet.images }
  }

  private(set) var shown: Exhibit?
  private(set) var newest: Exhibit?
  private var shownSince = 0.0

  /// Takes a step's costliest triplet.
  mutating func follow(_ report: StepReport, step: Int) {
    guard let worst = report.triplets.first else { return }
    newest = Exhibit(triplet: worst, step: step, margin: report.margin)
  }

  /// Shows the newest triplet where the one on show has had its time.
  mutating func advance(clock: Double, isPaused: Bool) {
    guard let newest, newest != shown, shown == nil || isPaused || clock - shownSince >= Showcase.holdSeconds else {
      return
    }
    shown = newest
    shownSince = clock
  }
}
