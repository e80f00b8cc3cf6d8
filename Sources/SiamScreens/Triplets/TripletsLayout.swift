import SiamCanvas

/// Where the parts of the Triplets screen go in its body, and where the rows of its list are.
struct TripletsLayout: Equatable, Sendable {
  private(set) var list: Rectangle
  private(set) var space: Rectangle
  private(set) var curves = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The list's header.
  private(set) var header = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// The list below it.
  private(set) var rows = Rectangle(column: 0, row: 0, width: 0, height: 0)
  /// How many of the rows at the top have pictures.
  private(set) var cards = 0

  /// Rows of a triplet with pictures, one blank included.
  static let cardHeight = 8

  /// The layout of a body; with curves where a triplet is followed.
  init(_ body: Rectangle, isFollowing: Bool) {
    var left = body
    let isSmall = body.width < 80 || body.height < 16
    space = left.takeRight(body.width * (body.width < 100 ? 40 : 44) / 100)
    if isFollowing {
      curves = isSmall ? left.takeBottom(left.height / 2) : space.takeBottom(max(7, body.height / 4))
    }
    list = left
    guard list.width >= 12, list.height >= 4 else { return }
    rows = list.inset()
    header = rows.takeTop(1)
    cards = rows.width >= 96 && rows.height >= 40 ? 3 : 0
  }

  /// How many triplets are seen at once.
  var pageSize: Int { max(1, cards + rows.height - cards * TripletsLayout.cardHeight) }

  /// Where each of the triplets from a place on is.
  func slots(from top: Int, of count: Int) -> [(place: Int, room: Rectangle)] {
    var rest = rows
    return (top..<max(top, min(count, top + pageSize))).map { place in
      (place, rest.takeTop(place - top < cards ? TripletsLayout.cardHeight : 1))
    }
  }

  /// The place at the top with which a chosen one is seen, as near to a wanted one as can be.
  func top(_ wanted: Int, seeing chosen: Int, of count: Int) -> Int {
    ListWindow.top(wanted, seeing: chosen, of: count, pageSize: pageSize)
  }
}
