import SiamScreens

/// When a step is due: its training time, at the speed that was asked for, since the first that was shown at it.
struct ReplayPace {
  private let clock = ContinuousClock()
  private var speed: ReplaySpeed?
  private var base: (seconds: Double, at: ContinuousClock.Instant)?

  /// Counts anew from the next step on.
  mutating func restart() { base = nil }

  /// How long a step of a training time has to wait; nothing where it is due.
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
