import SiamMessages

/// What `+` and `-` change.
enum Focus: CaseIterable, Equatable, Sendable {
  /// α.
  case margin
  /// Adam's step size at its highest.
  case learningRate
  /// The curves: `+` and `-` zoom.
  case chart
}

/// α and the learning rate: what holds, what was asked for, and what has just taken effect.
struct Controls: Equatable, Sendable {
  /// How long a change is shown as just applied.
  static let flashSeconds = 4.0

  /// What `+` and `-` change.
  var focus = Focus.margin
  /// α asked for and not yet in effect.
  private(set) var pendingMargin: Float?
  /// The peak learning rate asked for and not yet in effect.
  private(set) var pendingLearningRate: Float?
  /// The peak learning rate in effect, where it was changed.
  private(set) var learningRate: Float?
  /// Whether a pause (true) or going on (false) was asked for and is not yet in effect.
  var pendingPause: Bool?
  /// What took effect last, and when.
  private(set) var applied: (focus: Focus, at: Double)?

  /// Asks for the next α up or down, `limit` at most.
  mutating func changeMargin(from current: Float, up: Bool, limit: Float) -> TrainingCommand {
    let base = pendingMargin ?? (current.isFinite ? current : 0.2)
    return askMargin(up ? (base < 0.05 ? 0.05 : base + 0.05) : base - 0.05, limit: limit)
  }

  /// Asks for an α, rounded to hundredths, `limit` at most.
  mutating func askMargin(_ wanted: Float, limit: Float) -> TrainingCommand {
    let margin = min(limit, max(0.01, wanted.isFinite ? (min(wanted, 1e3) * 100).rounded() / 100 : 0.2))
    pendingMargin = margin
    return .margin(margin)
  }

  /// Asks for the next peak learning rate up or down.
  mutating func changeLearningRate(from recipe: Float, up: Bool) -> TrainingCommand {
    let current = pendingLearningRate ?? learningRate ?? recipe
    let base = current.isFinite && current > 0 ? current : 1e-3
    return askLearningRate(Controls.rounded(up ? base * 1.25 : base / 1.25))
  }

  /// Asks for a peak learning rate.
  mutating func askLearningRate(_ wanted: Float) -> TrainingCommand {
    let rate = min(10, max(1e-7, wanted))
    pendingLearningRate = rate
    return .learningRate(rate)
  }

  /// To three significant digits, so that going up and down again ends where it began.
  private static func rounded(_ rate: Float) -> Float {
    var scale = 1.0
    while Double(rate) * scale < 100, scale < 1e10 { scale *= 10 }
    return Float((Double(rate) * scale).rounded() / scale)
  }

  /// A margin took effect.
  mutating func applyMargin(_ margin: Float, at clock: Double) {
    if let pending = pendingMargin, abs(pending - margin) < 1e-5 * max(1, abs(margin)) { pendingMargin = nil }
    applied = (.margin, clock)
  }

  /// A learning rate took effect.
  mutating func applyLearningRate(_ rate: Float, at clock: Double) {
    learningRate = rate
    if let pending = pendingLearningRate, abs(pending - rate) <= 1e-5 * abs(rate) { pendingLearningRate = nil }
    applied = (.learningRate, clock)
  }

  /// Training ended: nothing will take effect any more.
  mutating func giveUp() {
    pendingMargin = nil
    pendingLearningRate = nil
    pendingPause = nil
  }

  /// Whether a change of a control took effect a moment ago.
  func isFresh(_ focus: Focus, at clock: Double) -> Bool {
    guard let applied, applied.focus == focus else { return false }
    return clock - applied.at < Controls.flashSeconds
  }

  static func == (left: Controls, right: Controls) -> Bool {
    left.focus == right.focus && left.pendingMargin == right.pendingMargin
      && left.pendingLearningRate == right.pendingLearningRate && left.learningRate == right.learningRate
      && left.pendingPause == right.pendingPause && left.applied?.focus == right.applied?.focus
      && left.applied?.at == right.applied?.at
  }
}
