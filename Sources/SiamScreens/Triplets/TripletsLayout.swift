import SiamCanvas

/// The rectangles of the panels of the Triplets screen and of the rows of its list.
struct TripletsLayout: Equatable, Sendable {
  private(set) var list: Rectangle
  private(set) var space: Rectangle
  private(set) var curves = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The header of the list.
  private(set) var header = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The rows below the header.
  private(set) var rows = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The number of triplets at the top that are drawn with images.
  private(set) var cards = 0

  /// The number of rows of a triplet with images, including a blank one.
  static let cardHeight = 8

  /// Lays out a body, with room for curves if a triplet is followed.
  init(_ body: Rectangle, isFollowing: Bool) {
    var left = body
    let isSmall = body.width < 80 || body.height < 16
    space = left.removeRight(body.width * (body.width < 100 ? 40 : 44) / 100)
    if isFollowing {
      curves = isSmall ? left.removeBottom(left.height / 2) : space.removeBottom(max(7, body.height / 4))
    }
    list = left
    guard list.width >= 12, list.height >= 4 else { return }
    rows = list.inset()
    header = rows.removeTop(1)
    cards = rows.width >= 96 && rows.height >= 40 ? 3 : 0
  }

  /// The number of triplets in view.
  var pageSize: Int { max(1, cards + rows.height - cards * TripletsLayout.cardHeight) }

  /// The indices and rectangles of the triplets in view, from a top index on.
  func slots(from top: Int, of count: Int) -> [(index: Int, room: Rectangle)] {
    var rest = rows
    return (top..<max(top, min(count, top + pageSize))).map { index in
      (index, rest.removeTop(index - top < cards ? TripletsLayout.cardHeight : 1))
    }
  }

  /// The top index nearest to a wanted one at which the chosen triplet is in view.
  func top(_ wanted: Int, seeing chosen: Int, of count: Int) -> Int {
    ListWindow.top(wanted, seeing: chosen, of: count, pageSize: pageSize)
  }
}
