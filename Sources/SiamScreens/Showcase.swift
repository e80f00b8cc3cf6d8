import SiamMessages

/// The triplet on show and the pictures it needs.
///
/// It follows the costliest triplet of the newest step, but holds each for a moment so that the eye can follow; while
/// training is paused it follows at once.
struct Showcase: Equatable, Sendable {
  /// How long a triplet stays.
  static let holdSeconds = 1.5
  /// The shortest time between questions.
  static let askSeconds = 0.3
  /// After which an unanswered question is asked again.
  static let retrySeconds = 3.0
  /// Pictures kept.
  static let capacity = 96

  /// A triplet, its step and that step's α.
  struct Exhibit: Equatable, Sendable {
    var triplet: TripletReport
    var step: Int
    var margin: Float
    /// Whether its distances make a picture.
    var isDrawable: Bool {
      [triplet.positiveDistance, triplet.negativeDistance, triplet.oppositeDistance].allSatisfy {
        $0.isFinite && $0 >= 0 && $0 < 1e6
      }
    }
    var images: [ImageID] { [triplet.anchor, triplet.positive, triplet.negative] }
  }

  private(set) var shown: Exhibit?
  private(set) var newest: Exhibit?
  private var shownSince = 0.0
  private var pictures: [ImageID: Picture] = [:]
  private var order: [ImageID] = []
  private var absent: [ImageID] = []
  private var questions = 0
  private var outstanding: Int?
  private var asked: [ImageID] = []
  private var askedAt = -1e9

  /// A picture, where it has come.
  func picture(_ id: ImageID) -> Picture? { pictures[id] }

  /// Whether the data no longer holds a picture.
  func isAbsent(_ id: ImageID) -> Bool { absent.contains(id) }

  /// Takes a step's costliest triplet.
  mutating func follow(_ report: StepReport, step: Int) {
    guard let worst = report.triplets.first else { return }
    newest = Exhibit(triplet: worst, step: step, margin: report.margin)
  }

  /// Shows the newest triplet where the one on show has had its time, and asks for pictures that are missing.
  mutating func advance(clock: Double, isPaused: Bool, wantsPictures: Bool) -> [Effect] {
    if let newest, newest != shown, shown == nil || isPaused || clock - shownSince >= Showcase.holdSeconds {
      shown = newest
      shownSince = clock
      absent.removeAll { !newest.images.contains($0) }
    }
    guard wantsPictures, let shown else { return [] }
    var missing: [ImageID] = []
    for id in shown.images where pictures[id] == nil && !absent.contains(id) && !missing.contains(id) {
      missing.append(id)
    }
    let since = clock - askedAt
    guard !missing.isEmpty, since >= Showcase.askSeconds else { return [] }
    guard outstanding == nil || missing != asked || since >= Showcase.retrySeconds else { return [] }
    questions += 1
    outstanding = questions
    asked = missing
    askedAt = clock
    return [.ask(number: questions, .pictures(missing))]
  }

  /// Takes pictures in; those asked for that did not come are gone from the data.
  mutating func receive(_ answer: Answer, number: Int) {
    guard case .pictures(let received) = answer else { return }
    for picture in received where picture.pixels.count <= 1 << 20 {
      if pictures.updateValue(picture, forKey: picture.id) == nil { order.append(picture.id) }
    }
    while order.count > Showcase.capacity {
      let oldest = order.removeFirst()
      pictures[oldest] = nil
    }
    guard number == outstanding else { return }
    outstanding = nil
    absent += asked.filter { pictures[$0] == nil && !absent.contains($0) }
  }
}
