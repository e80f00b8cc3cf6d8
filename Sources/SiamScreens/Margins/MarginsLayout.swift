import SiamCanvas

/// The rectangles of the panels of the Margins screen.
struct MarginsLayout: Equatable, Sendable {
  /// The minimum size of the body that has room for every panel.
  static let fullSize = (width: 80, height: 19)

  private(set) var bands: Rectangle
  private(set) var effect: Rectangle
  private(set) var gap = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var kinds = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var separation = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// Lays out a body; a small one has room for the bands and the effect of the margin only.
  init(_ body: Rectangle) {
    var left = body
    guard body.width >= MarginsLayout.fullSize.width, body.height >= MarginsLayout.fullSize.height else {
      effect = left.removeRight(body.width * 46 / 100)
      bands = left
      return
    }
    var right = left.removeRight(max(36, body.width * 44 / 100))
    let upper = max(11, body.height * 52 / 100)
    bands = left.removeTop(upper)
    gap = left
    separation = right.removeBottom((body.height - upper) / 2)
    kinds = right.removeBottom((body.height - upper + 1) / 2)
    effect = right
  }

  /// The panel with curves over the run that contains a cell, if any.
  func chart(at column: Int, _ row: Int) -> Rectangle? {
    [bands, gap, kinds, separation].first { $0.contains(column, row) }
  }
}
