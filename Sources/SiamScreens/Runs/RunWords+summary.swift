import SiamCanvas
import SiamMessages

/// A run on disk in words.
extension RunWords {
  /// What became of a run, with a sign of its own so that no colour is needed.
  static func state(_ state: RunState?, _ theme: Theme) -> Span {
    switch state {
    case .running: Span("● running", theme.good)
    case .finished: Span("■ finished", theme.text)
    case .stopped: Span("‖ stopped", theme.accent)
    case .crashed: Span("▲ crashed", theme.warning)
    case nil: Span("  no run", theme.dim)
    }
  }

  /// How long ago something was, in its largest unit: `12 s`, `5 min`, `3 h`, `40 d`.
  static func age(from then: Instant?, to now: Instant) -> String {
    guard let then else { return Figures.missing }
    let seconds = max(0, now.date.timeIntervalSince(then.date))
    let units: [(seconds: Double, word: String)] = [(86_400, "d"), (3600, "h"), (60, "min")]
    let unit = units.first { seconds >= $0.seconds } ?? (1, "s")
    return "\(Figures.grouped(Int(bounded: seconds / unit.seconds, to: 0...1_000_000))) \(unit.word)"
  }
}
