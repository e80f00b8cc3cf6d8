/// The playback speed of a replay.
package enum ReplaySpeed: Equatable, Sendable {
  /// A multiple of the speed of training.
  case times(Double)
  /// As fast as the journal can be read.
  case unlimited

  /// The valid multiples.
  package static let range = 0.01...10_000

  /// Parses a multiple within `range`, or `max`; returns nil for other text.
  package init?(_ text: String) {
    if text == "max" {
      self = .unlimited
    } else if let times = Double(text), Self.range.contains(times) {
      self = .times(times)
    } else {
      return nil
    }
  }

  /// The speed as text for the screen, such as `2×` or `max`.
  package var text: String {
    switch self {
    case .unlimited: "max"
    case .times(let times):
      (times == times.rounded() ? String(Int(bounded: times, to: 0...10_000)) : String(times)) + "×"
    }
  }

  /// Twice the speed; unlimited from 1,024 times on.
  package var faster: ReplaySpeed {
    guard case .times(let times) = self, times < 1024 else { return .unlimited }
    return .times(times * 2)
  }

  /// Half the speed, at least 1/64.
  package var slower: ReplaySpeed {
    guard case .times(let times) = self else { return .times(1024) }
    return .times(max(1.0 / 64, times / 2))
  }
}
