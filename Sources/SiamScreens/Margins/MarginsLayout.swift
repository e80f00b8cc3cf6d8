import SiamCanvas

/// Where the parts of the Margins screen go in its body.
struct MarginsLayout: Equatable, Sendable {
  /// The least size of the body for every panel.
  static let fullSize = (width: 80, height: 19)

  private(set) var bands: Rectangle
  private(set) var effect: Rectangle
  private(set) var gap = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var kinds = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var separation = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// The layout of a body; on a small one, the bands and what α does.
  init(_ body: Rectangle) {
    var left = body
    guard body.width >= MarginsLayout.fullSize.width, body.height >= MarginsLayout.fullSize.height else {
      effect = left.takeRight(body.width * 46 / 100)
      bands = left
      return
    }
    var right = left.takeRight(max(36, body.width * 44 / 100))
    let upper = max(11, body.height * 52 / 100)
    bands = left.takeTop(upper)
    gap = left
    separation = right.takeBottom((body.height - upper) / 2)
    kinds = right.takeBottom((body.height - upper + 1) / 2)
    effect = right
  }

  /// The panel with curves over the run at a place.
  func chart(at column: Int, _ row: Int) -> Rectangle? {
    [bands, gap, kinds, separation].first { $0.contains(column, row) }
  }
}
