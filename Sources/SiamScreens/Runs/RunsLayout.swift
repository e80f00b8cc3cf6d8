import SiamCanvas

/// Where the parts of the Runs screen go in its body.
struct RunsLayout: Equatable, Sendable {
  private(set) var list: Rectangle
  /// The list's header.
  private(set) var header = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The list below it.
  private(set) var rows = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// Figures of the chosen run.
  private(set) var figures = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var loss = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var accuracy = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// Columns with which both charts have room beside each other.
  static let bothChartsWidth = 72

  /// The layout of a body; `chart` is shown where there is room for one.
  init(_ body: Rectangle, chart: RunsState.Chart) {
    var rest = body
    var charts =
      body.height >= 14
      ? rest.takeBottom(max(7, body.height * 45 / 100)) : Rectangle(column: 0, row: 0, width: 0, height: 0)
    if charts.width >= RunsLayout.bothChartsWidth {
      accuracy = charts.takeRight(charts.width / 2)
      loss = charts
    } else if chart == .loss {
      loss = charts
    } else {
      accuracy = charts
    }
    if body.width >= 116, rest.height >= 10 { figures = rest.takeRight(max(42, body.width * 3 / 10)) }
    list = rest
    guard list.width >= 12, list.height >= 4 else { return }
    rows = list.inset()
    header = rows.takeTop(1)
  }

  /// How many runs are seen at once.
  var pageSize: Int { max(1, rows.height) }

  /// The place at the top with which a chosen one is seen, as near to a wanted one as can be.
  func top(_ wanted: Int, seeing chosen: Int, of count: Int) -> Int {
    ListWindow.top(wanted, seeing: chosen, of: count, pageSize: pageSize)
  }
}
