import Foundation

/// Measures training time, without evaluations and pauses, and plans how many steps fit into a time budget.
package struct TrainingClock: Equatable, Sendable {
  /// The training time so far, in seconds.
  package private(set) var seconds = 0.0
  /// The training speed over about the last second.
  package private(set) var imagesPerSecond: Float = 0
  private var images = 0
  private var steps = 0
  private var recent: [Sample] = []
  private var warm: Warm?

  /// Creates a clock at 0.
  package init() {}

  /// The images of a step and its duration.
  private struct Sample: Equatable {
    var images: Int
    var seconds: Double
  }

  /// The steps and seconds at which timing began.
  private struct Warm: Codable, Equatable {
    var steps: Int
    var seconds: Double
  }

  /// The number of steps before timing begins. The first steps touch new memory, and so are slower.
  package static let warmUpSteps = 3
  /// The maximum duration of timing, in seconds.
  package static let timingSeconds = 4.0
  /// The maximum duration of timing as a share of the budget, 0…1; the shorter duration applies.
  package static let timingShare = 0.1
  /// The minimum number of timed steps.
  package static let timingSteps = 10

  /// The seconds of a monotonic clock.
  package static var now: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - epoch).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
  private static let epoch = ContinuousClock.now

  /// Records a step.
  package mutating func record(images: Int, seconds duration: Double) {
    seconds += duration
    self.images += images
    steps += 1
    recent.append(Sample(images: images, seconds: duration))
    while recent.count > 1, recent.dropFirst().reduce(0, { $0 + $1.seconds }) > 1 { recent.removeFirst() }
    let span = recent.reduce(0) { $0 + $1.seconds }
    imagesPerSecond = span > 0 ? Float(Double(recent.reduce(0) { $0 + $1.images }) / span) : 0
    if steps == Self.warmUpSteps { warm = Warm(steps: steps, seconds: seconds) }
  }

  /// The mean training speed of the whole run.
  package var meanImagesPerSecond: Float { seconds > 0 ? Float(Double(images) / seconds) : 0 }

  /// Returns the number of steps that fit into `minutes`, or nil until enough steps have been timed.
  package func plan(minutes: Double, step: Int) -> Int? {
    let budget = minutes * 60
    guard let warm, steps - warm.steps >= Self.timingSteps || seconds >= budget else { return nil }
    let timed = seconds - warm.seconds
    guard timed >= min(Self.timingSeconds, budget * Self.timingShare) || seconds >= budget else { return nil }
    let perStep = timed / Double(max(steps - warm.steps, 1))
    return step + max(0, Int(((budget - seconds) / max(perStep, 1e-6)).rounded(.down)))
  }
}

/// Saves all but the samples of the last second, which mean nothing after a resume.
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
