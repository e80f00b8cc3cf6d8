import SiamCanvas

/// The layout of the Runs screen.
struct RunsLayout: Equatable, Sendable {
  private(set) var list: Rectangle
  /// The header of the list.
  private(set) var header = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The rows of the list.
  private(set) var rows = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The details of the selected run.
  private(set) var details = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var loss = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var accuracy = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// The minimum width at which both charts fit beside each other.
  static let bothChartsWidth = 72

  /// Lays out a body; without room for both charts only `chart` is shown.
  init(_ body: Rectangle, chart: RunsState.Chart) {
    var rest = body
    var charts =
      body.height >= 14
      ? rest.removeBottom(max(7, body.height * 45 / 100)) : Rectangle(column: 0, row: 0, width: 0, height: 0)
    if charts.width >= RunsLayout.bothChartsWidth {
      accuracy = charts.removeRight(charts.width / 2)
      loss = charts
    } else if chart == .loss {
      loss = charts
    } else {
      accuracy = charts
    }
    if body.width >= 116, rest.height >= 10 { details = rest.removeRight(max(42, body.width * 3 / 10)) }
    list = rest
    guard list.width >= 12, list.height >= 4 else { return }
    rows = list.inset()
    header = rows.removeTop(1)
  }

  /// The number of visible runs.
  var pageSize: Int { max(1, rows.height) }

  /// Returns the first visible index, as near to `wanted` as possible while the selected run stays visible.
  func top(_ wanted: Int, seeing chosen: Int, of count: Int) -> Int {
    ListWindow.top(wanted, seeing: chosen, of: count, pageSize: pageSize)
  }
}
