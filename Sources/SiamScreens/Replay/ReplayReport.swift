/// A run is replayed: what is known of all of it.
package struct ReplayReport: Equatable, Sendable {
  /// The run as it was named.
  package var run: String
  /// Its last step.
  package var steps: Int
  /// Training time of all its steps.
  package var seconds: Double
  /// The steps there are checkpoints of, rising.
  package var checkpoints: [Int]
  /// Where settings were changed, rising.
  package var changes: [Int]
  /// Lines of its journal that can't be read.
  package var damagedLines: Int
  /// How many times faster than it was trained it is shown.
  package var speed: ReplaySpeed
  /// Whether it goes on by itself from where it begins.
  package var isPlaying: Bool

  /// A run is replayed.
  package init(
    run: String, steps: Int, seconds: Double, checkpoints: [Int], changes: [Int], damagedLines: Int, speed: ReplaySpeed,
    isPlaying: Bool = true
  ) {
    self.run = run
    self.steps = steps
    self.seconds = seconds
    self.checkpoints = checkpoints
    self.changes = changes
    self.damagedLines = damagedLines
    self.speed = speed
    self.isPlaying = isPlaying
  }
}

/// Where a run is shown first.
package enum ReplayStart: Equatable, Sendable {
  /// It is played from its first event on.
  case beginning
  /// As it is after its last step, and stays so.
  case end
}

/// How fast a run is shown.
package enum ReplaySpeed: Equatable, Sendable {
  /// So many times faster than it was trained.
  case times(Double)
  /// As fast as it can be read.
  case unlimited

  /// Multiples that can be asked for.
  package static let range = 0.01...10_000

  /// A multiple within the range, or `max`; nil where the word says neither.
  package init?(_ word: String) {
    if word == "max" {
      self = .unlimited
    } else if let times = Double(word), Self.range.contains(times) {
      self = .times(times)
    } else {
      return nil
    }
  }

  /// As it is spelled on the screen.
  var word: String {
    switch self {
    case .unlimited: "max"
    case .times(let times):
      (times == times.rounded() ? String(Int(bounded: times, to: 0...10_000)) : String(times)) + "×"
    }
  }

  /// Twice as fast; as fast as can be beyond a thousand times.
  var faster: ReplaySpeed {
    guard case .times(let times) = self, times < 1024 else { return .unlimited }
    return .times(times * 2)
  }

  /// Half as fast.
  var slower: ReplaySpeed {
    guard case .times(let times) = self else { return .times(1024) }
    return .times(max(1.0 / 64, times / 2))
  }
}
