/// The part of the run that the curves show: all of it, or a part that follows the newest step or stays where it was
/// put. Positions are steps, or seconds where the axis is time.
struct ChartWindow: Equatable, Sendable {
  /// The deepest zoom; each level halves what is seen.
  static let deepest = 24
  /// What is seen at the least.
  static let leastSpan = 10.0

  private(set) var zoom = 0
  /// The window's right end; nil while it follows the newest step.
  private(set) var end: Double?

  /// Whether all is seen, up to the newest step.
  var isWhole: Bool { zoom == 0 }
  /// Whether the newest step is kept in sight.
  var isFollowing: Bool { end == nil || zoom == 0 }

  /// What is seen of 0…`horizon`, while the run is at `newest`.
  ///
  /// A following window moves in hops of an eighth, so that the chart stands still most of the time.
  func range(horizon: Double, newest: Double) -> (low: Double, high: Double) {
    let horizon = max(horizon, ChartWindow.leastSpan)
    let span = self.span(horizon)
    guard span < horizon else { return (0, horizon) }
    let hop = span / 8
    let wanted = end ?? ((newest / hop).rounded(.down) + 1) * hop
    let high = min(horizon, max(span, wanted))
    return (high - span, high)
  }

  private func span(_ horizon: Double) -> Double {
    var span = horizon
    for _ in 0..<zoom { span /= 2 }
    return max(span, min(horizon, ChartWindow.leastSpan))
  }

  /// Zooms in or out; the position `about`, where given, stays where it is on screen, else the right end does.
  mutating func zoom(in isIn: Bool, about position: Double? = nil, horizon: Double, newest: Double) {
    let before = range(horizon: horizon, newest: newest)
    guard isIn ? before.high - before.low > ChartWindow.leastSpan : zoom > 0 else { return }
    zoom = min(ChartWindow.deepest, max(0, zoom + (isIn ? 1 : -1)))
    if zoom == 0 {
      end = nil
    } else if let position, position.isFinite {
      let share = (before.high - position) / max(before.high - before.low, 1e-9)
      place(position + share * span(horizon), horizon: horizon, newest: newest)
    }
  }

  /// Moves by a share of what is seen, to the right where positive; at the newest step it follows again.
  mutating func pan(by share: Double, horizon: Double, newest: Double) {
    guard zoom > 0, share.isFinite else { return }
    let now = range(horizon: horizon, newest: newest)
    place(now.high + (now.high - now.low) * share, horizon: horizon, newest: newest)
  }

  private mutating func place(_ wanted: Double, horizon: Double, newest: Double) {
    let high = max(span(horizon), min(wanted, horizon))
    end = high > newest ? nil : high
  }

  /// Sees the whole run again.
  mutating func fit() { self = ChartWindow() }

  /// Follows the newest step, or stays where it is.
  mutating func toggleFollowing(horizon: Double, newest: Double) {
    end = end == nil ? range(horizon: horizon, newest: newest).high : nil
  }
}
