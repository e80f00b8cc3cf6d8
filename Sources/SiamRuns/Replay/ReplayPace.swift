import SiamCore

/// Schedules steps by their training times and the replay's speed, relative to the first step at that speed.
struct ReplayPace {
  private let clock = ContinuousClock()
  private var speed: ReplaySpeed?
  private var base: (seconds: Double, at: ContinuousClock.Instant)?

  /// Measures time from the next step on.
  mutating func restart() { base = nil }

  /// Returns how long to wait for a step with a training time in seconds, or nil if it is due.
  mutating func delay(until seconds: Double, _ speed: ReplaySpeed) -> Duration? {
    if speed != self.speed {
      self.speed = speed
      restart()
    }
    guard case .times(let times) = speed, seconds.isFinite, abs(seconds) < 1e12 else { return nil }
    guard let base, seconds >= base.seconds else {
      base = (seconds, clock.now)
      return nil
    }
    let rest = .seconds((seconds - base.seconds) / times) - (clock.now - base.at)
    return rest > .zero ? rest : nil
  }
}
