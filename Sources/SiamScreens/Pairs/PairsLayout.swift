import SiamCanvas

/// The rectangles of the panels of the Pairs screen, for drawing and for the mouse.
struct PairsLayout: Equatable, Sendable {
  /// The distribution of similarities, and the threshold.
  let similarities: Rectangle
  /// The ROC curve; empty if there is no room.
  let roc: Rectangle
  /// The list of the hardest pairs; empty if there is no room.
  let list: Rectangle
  /// The chosen pair.
  let pair: Rectangle

  init(_ body: Rectangle) {
    var left = body
    var right = left.removeRight(min(90, max(26, body.width * 45 / 100)))
    guard body.height >= 17, body.width >= 76 else {
      (similarities, roc, list) = (left, .none, .none)
      pair = right
      return
    }
    roc = left.removeBottom(body.height / 2)
    similarities = left
    list = right.removeTop(max(5, body.height * 30 / 100))
    pair = right
  }

  /// The row of the list that contains a cell, from 0; nil outside the list.
  func listRow(_ column: Int, _ row: Int) -> Int? {
    let inside = list.inset()
    return inside.contains(column, row) ? row - inside.row : nil
  }

  /// The index of the first pair in view, such that the chosen one is in view too.
  func firstListed(chosen: Int, of count: Int) -> Int {
    let rows = list.inset().height
    return min(max(0, chosen - rows / 2), max(0, count - rows))
  }
}
