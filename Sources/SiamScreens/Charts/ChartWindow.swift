/// The part of the run that charts show: all of it, or a part that follows the latest step or stays in place.
///
/// Positions are in steps, or in seconds when the axis is time.
struct ChartWindow: Equatable, Sendable {
  /// The maximum zoom level; each level halves the visible range.
  static let maxZoom = 24
  /// The minimum visible range.
  static let minSpan = 10.0

  /// The zoom level; 0 shows the whole run.
  private(set) var zoom = 0
  /// The right end of the window; nil while it follows the latest step.
  private(set) var end: Double?

  /// Whether the whole run is visible.
  var isWhole: Bool { zoom == 0 }
  /// Whether the window follows the latest step.
  var isFollowing: Bool { end == nil || zoom == 0 }

  /// Returns the visible part of 0…`horizon`, while the run is at `newest`.
  ///
  /// A following window moves by an eighth of its width at a time, so that the chart rarely moves.
  func range(horizon: Double, newest: Double) -> (low: Double, high: Double) {
    let horizon = max(horizon, ChartWindow.minSpan)
    let span = self.span(horizon)
    guard span < horizon else { return (0, horizon) }
    let hop = span / 8
    let right = end ?? ((newest / hop).rounded(.down) + 1) * hop
    let high = min(horizon, max(span, right))
    return (high - span, high)
  }

  private func span(_ horizon: Double) -> Double {
    var span = horizon
    for _ in 0..<zoom { span /= 2 }
    return max(span, min(horizon, ChartWindow.minSpan))
  }

  /// Zooms in or out; the position `about` stays in place on the screen, or the right end if it is nil.
  mutating func zoom(in isIn: Bool, about position: Double? = nil, horizon: Double, newest: Double) {
    let before = range(horizon: horizon, newest: newest)
    guard isIn ? before.high - before.low > ChartWindow.minSpan : zoom > 0 else { return }
    zoom = min(ChartWindow.maxZoom, max(0, zoom + (isIn ? 1 : -1)))
    if zoom == 0 {
      end = nil
    } else if let position, position.isFinite {
      let share = (before.high - position) / max(before.high - before.low, 1e-9)
      setEnd(position + share * span(horizon), horizon: horizon, newest: newest)
    }
  }

  /// Moves by a share of the visible range, to the right if positive; at the latest step the window follows again.
  mutating func pan(by share: Double, horizon: Double, newest: Double) {
    guard zoom > 0, share.isFinite else { return }
    let now = range(horizon: horizon, newest: newest)
    setEnd(now.high + (now.high - now.low) * share, horizon: horizon, newest: newest)
  }

  private mutating func setEnd(_ right: Double, horizon: Double, newest: Double) {
    let high = max(span(horizon), min(right, horizon))
    end = high > newest ? nil : high
  }

  /// Shows the whole run again.
  mutating func fit() { self = ChartWindow() }

  /// Toggles between following the latest step and staying in place.
  mutating func toggleFollowing(horizon: Double, newest: Double) {
    end = end == nil ? range(horizon: horizon, newest: newest).high : nil
  }
}

extension Model {
  /// Changes the visible part of the run, on every screen with curves.
  mutating func moveWindow(_ change: (inout ChartWindow, _ horizon: Double, _ newest: Double) -> Void) {
    let (horizon, newest) = (ChartSpan.horizon(self), ChartSpan.newest(self))
    change(&view.window, horizon, newest)
  }

  /// Zooms the curves in or out, around `about` if it is not nil.
  mutating func zoomChart(in isIn: Bool, about position: Double? = nil) {
    moveWindow { $0.zoom(in: isIn, about: position, horizon: $1, newest: $2) }
  }

  /// Starts to drag the curves at a column.
  mutating func gripChart(at column: Int) {
    controls.focus = .chart
    view.grip = .curves(column: column)
  }

  /// Drags the curves from one column to another, on a chart `columns` wide.
  mutating func dragChart(from column: Int, to next: Int, of columns: Int) {
    view.grip = .curves(column: next)
    moveWindow { $0.pan(by: Double(column - next) / Double(max(1, columns)), horizon: $1, newest: $2) }
  }

  /// Performs an action on the curves over the run: pan, fit, follow, steps or time.
  mutating func moveChart(_ action: Action) {
    switch action {
    case .timeAxis:
      view.isOverTime.toggle()
      view.window.fit()
    case .fit: view.window.fit()
    case .follow: moveWindow { $0.toggleFollowing(horizon: $1, newest: $2) }
    case .left: moveWindow { $0.pan(by: -0.25, horizon: $1, newest: $2) }
    case .right: moveWindow { $0.pan(by: 0.25, horizon: $1, newest: $2) }
    case .halfPageUp: moveWindow { $0.pan(by: -0.5, horizon: $1, newest: $2) }
    case .halfPageDown: moveWindow { $0.pan(by: 0.5, horizon: $1, newest: $2) }
    case .first: moveWindow { $0.pan(by: -1e12, horizon: $1, newest: $2) }
    case .last: moveWindow { $0.pan(by: 1e12, horizon: $1, newest: $2) }
    default: break
    }
  }
}

/// The options of charts over the run.
struct ViewOptions: Equatable, Sendable {
  /// Whether the loss axis is logarithmic.
  var isLogarithmic = false
  /// Whether the smoothed curve is drawn, rather than the mean of the values in each dot.
  var isSmoothed = true
  /// Whether the axis is training time rather than steps.
  var isOverTime = false
  /// The visible part of the run.
  var window = ChartWindow()
  /// What the mouse drags.
  var grip: Grip?

  /// A thing that can be dragged.
  enum Grip: Equatable, Sendable {
    /// The curves, with the last column of the mouse.
    case curves(column: Int)
    /// The end of the ruler of the margin.
    case margin
  }
}
