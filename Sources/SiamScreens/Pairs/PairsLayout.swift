import SiamCanvas

/// Where the parts of the Pairs screen go in its body; for drawing and for the mouse.
struct PairsLayout: Equatable, Sendable {
  /// How similarities are spread, and the threshold.
  let similarities: Rectangle
  /// The ROC; empty where there is no room.
  let roc: Rectangle
  /// The most wrong pairs; empty where there is no room.
  let list: Rectangle
  /// The chosen pair.
  let pair: Rectangle

  init(_ body: Rectangle) {
    var left = body
    var right = left.takeRight(min(90, max(26, body.width * 45 / 100)))
    guard body.height >= 17, body.width >= 76 else {
      (similarities, roc, list) = (left, .none, .none)
      pair = right
      return
    }
    roc = left.takeBottom(body.height / 2)
    similarities = left
    list = right.takeTop(max(5, body.height * 30 / 100))
    pair = right
  }

  /// The row of the list that a cell belongs to, from 0.
  func listRow(_ column: Int, _ row: Int) -> Int? {
    let inside = list.inset()
    return inside.contains(column, row) ? row - inside.row : nil
  }

  /// The first of the list's pairs that is seen, so that a chosen one is.
  func firstListed(chosen: Int, of count: Int) -> Int {
    let rows = list.inset().height
    return min(max(0, chosen - rows / 2), max(0, count - rows))
  }
}
