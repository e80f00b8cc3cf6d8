internal import Foundation

/// Measures training time, evaluation and pauses excluded, and plans how many steps fit into some minutes.
package struct TrainingClock: Equatable, Sendable {
  /// Training time so far.
  private(set) var seconds = 0.0
  /// Over the last second or so.
  private(set) var imagesPerSecond: Float = 0
  private var images = 0
  private var steps = 0
  private var recent: [Stretch] = []
  private var warm: Warm?

  /// Some images and how long they took.
  private struct Stretch: Equatable {
    var images: Int
    var seconds: Double
  }

  /// When timing began.
  private struct Warm: Codable, Equatable {
    var steps: Int
    var seconds: Double
  }

  /// Steps before timing: the first ones touch fresh memory.
  static let warmUpSteps = 3
  /// Timing lasts for this many seconds or this share of the budget, whichever is shorter…
  static let timingSeconds = 4.0
  static let timingShare = 0.1
  /// …but for at least so many steps.
  static let timingSteps = 10

  /// Seconds on a clock that only goes forward.
  static var now: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - epoch).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
  private static let epoch = ContinuousClock.now

  /// Takes note of a step.
  mutating func record(images: Int, seconds duration: Double) {
    seconds += duration
    self.images += images
    steps += 1
    recent.append(Stretch(images: images, seconds: duration))
    while recent.count > 1, recent.dropFirst().reduce(0, { $0 + $1.seconds }) > 1 { recent.removeFirst() }
    let span = recent.reduce(0) { $0 + $1.seconds }
    imagesPerSecond = span > 0 ? Float(Double(recent.reduce(0) { $0 + $1.images }) / span) : 0
    if steps == Self.warmUpSteps { warm = Warm(steps: steps, seconds: seconds) }
  }

  /// Over the whole run.
  var meanImagesPerSecond: Float { seconds > 0 ? Float(Double(images) / seconds) : 0 }

  /// The number of steps that fits into some minutes, once enough steps have been timed; nil before.
  func plan(minutes: Double, step: Int) -> Int? {
    let budget = minutes * 60
    guard let warm, steps - warm.steps >= Self.timingSteps || seconds >= budget else { return nil }
    let timed = seconds - warm.seconds
    guard timed >= min(Self.timingSeconds, budget * Self.timingShare) || seconds >= budget else { return nil }
    let perStep = timed / Double(max(steps - warm.steps, 1))
    return step + max(0, Int(((budget - seconds) / max(perStep, 1e-6)).rounded(.down)))
  }
}

/// All but the last second's steps, which a run that goes on has not taken.
extension TrainingClock: Codable {
  private enum Key: String, CodingKey { case seconds, images, steps, warm }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    seconds = try container.decode(Double.self, forKey: .seconds)
    images = try container.decode(Int.self, forKey: .images)
    steps = try container.decode(Int.self, forKey: .steps)
    warm = try container.decodeIfPresent(Warm.self, forKey: .warm)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(images, forKey: .images)
    try container.encode(steps, forKey: .steps)
    try container.encodeIfPresent(warm, forKey: .warm)
  }
}
