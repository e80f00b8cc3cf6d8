import SiamCore

/// A control that `+` and `-` change.
enum Focus: CaseIterable, Equatable, Sendable {
  /// The margin α.
  case margin
  /// The peak learning rate.
  case learningRate
  /// The zoom of the curves.
  case chart
}

/// The state of the margin and the learning rate: current, requested and just changed.
struct Controls: Equatable, Sendable {
  /// The time for which a change is shown as just applied, in seconds.
  static let flashSeconds = 4.0

  /// The control that `+` and `-` change.
  var focus = Focus.margin
  /// The requested margin that is not in effect yet.
  private(set) var pendingMargin: Float?
  /// The requested peak learning rate that is not in effect yet.
  private(set) var pendingLearningRate: Float?
  /// The peak learning rate in effect, if it was changed.
  private(set) var learningRate: Float?
  /// The requested pause (true) or resume (false) that is not in effect yet.
  var pendingPause: Bool?
  /// The control that was changed last, and when.
  private(set) var applied: (focus: Focus, at: Double)?

  /// Requests the next larger or smaller margin of a range.
  mutating func changeMargin(from current: Float, up: Bool, in range: MarginRange) -> TrainingCommand {
    let base = pendingMargin ?? (current.isFinite ? current : 0.2)
    return requestMargin(up ? range.next(after: base) : range.previous(before: base))
  }

  /// Requests exactly this margin.
  mutating func requestMargin(_ margin: Float) -> TrainingCommand {
    pendingMargin = margin
    return .margin(margin)
  }

  /// Requests a peak learning rate a quarter higher, or lower by the same factor.
  mutating func changeLearningRate(from recipe: Float, up: Bool) -> TrainingCommand {
    let current = pendingLearningRate ?? learningRate ?? recipe
    let base = current.isFinite && current > 0 ? current : 1e-3
    return requestLearningRate(Controls.rounded(up ? base * 1.25 : base / 1.25))
  }

  /// Requests a peak learning rate, limited to 1e-7…10.
  mutating func requestLearningRate(_ requested: Float) -> TrainingCommand {
    let rate = min(10, max(1e-7, requested))
    pendingLearningRate = rate
    return .learningRate(rate)
  }

  /// Rounds to three significant digits, so that an increase and a decrease cancel.
  private static func rounded(_ rate: Float) -> Float {
    var scale = 1.0
    while Double(rate) * scale < 100, scale < 1e10 { scale *= 10 }
    return Float((Double(rate) * scale).rounded() / scale)
  }

  /// Records that a margin took effect.
  mutating func applyMargin(_ margin: Float, at clock: Double) {
    if Controls.isSame(pendingMargin, margin) { pendingMargin = nil }
    applied = (.margin, clock)
  }

  /// Records that a learning rate took effect.
  mutating func applyLearningRate(_ rate: Float, at clock: Double) {
    learningRate = rate
    if Controls.isSame(pendingLearningRate, rate) { pendingLearningRate = nil }
    applied = (.learningRate, clock)
  }

  /// Clears the pending mark of a command that training rejected; a newer one of its kind stays pending.
  mutating func reject(_ command: TrainingCommand) {
    switch command {
    case .margin(let margin): if Controls.isSame(pendingMargin, margin) { pendingMargin = nil }
    case .learningRate(let rate): if Controls.isSame(pendingLearningRate, rate) { pendingLearningRate = nil }
    case .pause, .resume, .singleStep: pendingPause = nil
    case .miner, .evaluate, .checkpoint, .stop: break
    }
  }

  /// Whether a pending number equals the one of an event up to rounding; two non-finite numbers are equal.
  private static func isSame(_ pending: Float?, _ number: Float) -> Bool {
    guard let pending else { return false }
    return abs(pending - number) <= 1e-5 * abs(number) || (!pending.isFinite && !number.isFinite)
  }

  /// Discards all pending requests, for example when training has ended.
  mutating func discardPending() {
    pendingMargin = nil
    pendingLearningRate = nil
    pendingPause = nil
  }

  /// Whether a control was changed a moment ago.
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
