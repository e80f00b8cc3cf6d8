extension Model {
  /// Changes what is seen of the run, on every screen that shows curves.
  mutating func moveWindow(_ change: (inout ChartWindow, _ horizon: Double, _ newest: Double) -> Void) {
    let (horizon, newest) = (ChartSpan.horizon(self), ChartSpan.newest(self))
    change(&view.window, horizon, newest)
  }

  /// Zooms the curves in or out, about a position where one is given.
  mutating func zoomChart(in isIn: Bool, about position: Double? = nil) {
    moveWindow { $0.zoom(in: isIn, about: position, horizon: $1, newest: $2) }
  }

  /// Takes hold of the curves at a column.
  mutating func gripChart(at column: Int) {
    controls.focus = .chart
    view.grip = .curves(column: column)
  }

  /// Moves the curves that are held from one column to another, on a chart of so many columns.
  mutating func dragChart(from column: Int, to next: Int, of columns: Int) {
    view.grip = .curves(column: next)
    moveWindow { $0.pan(by: Double(column - next) / Double(max(1, columns)), horizon: $1, newest: $2) }
  }

  /// Does what a key means to curves over the run: moving about, fitting, following, steps or time.
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
