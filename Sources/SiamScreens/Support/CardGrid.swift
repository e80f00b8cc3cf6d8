import SiamCanvas

/// A support set as cards, one a class: its n pictures side by side, its name and how alike the query is below them.
///
/// Pictures are as large as lets every card be seen, eight pixels at least; where that isn't enough the cards turn
/// page by page to the place that is pointed at.
struct CardGrid: Equatable, Sendable {
  /// A picture's sides, in pixels and columns.
  static let sides = 8...28

  let way: Int
  let shot: Int
  /// Of a picture: columns, and twice its rows.
  let side: Int
  /// Rows for the name and the bar.
  let labelRows: Int
  /// Pictures of a class that are seen at once.
  let shotsShown: Int
  /// Cards side by side.
  let columns: Int
  /// Rows of cards that are seen at once.
  let rows: Int
  private let gap: Int

  /// The largest cards for a support set in some room.
  init(way: Int, shot: Int, width: Int, height: Int, largest: Int = CardGrid.sides.upperBound) {
    self.way = max(1, way)
    self.shot = max(1, shot)
    let sides = stride(from: min(max(largest, 8), 28) / 2 * 2, through: CardGrid.sides.lowerBound, by: -2)
    for side in sides {
      let card = CardGrid.cardWidth(side: side, shots: self.shot)
      let columns = min(self.way, (width + CardGrid.gap(side)) / (card + CardGrid.gap(side)))
      guard columns > 0 else { continue }
      let rows = (self.way + columns - 1) / columns
      if rows * (side / 2 + CardGrid.labelRows(card)) <= height {
        // As many in each row as makes the rows alike.
        (self.side, self.columns, self.rows) = (side, (self.way + rows - 1) / rows, rows)
        shotsShown = self.shot
        (labelRows, gap) = (CardGrid.labelRows(card), CardGrid.gap(side))
        return
      }
    }
    side = CardGrid.sides.lowerBound
    gap = CardGrid.gap(side)
    shotsShown = max(1, min(self.shot, (width + 1) / (side + 1)))
    let card = CardGrid.cardWidth(side: side, shots: shotsShown)
    labelRows = CardGrid.labelRows(card)
    columns = max(1, min(self.way, (width + gap) / (card + gap)))
    rows = max(1, min((self.way + columns - 1) / columns, height / (side / 2 + labelRows)))
  }

  private static func cardWidth(side: Int, shots: Int) -> Int { shots * (side + 1) - 1 }
  private static func gap(_ side: Int) -> Int { side > 10 ? 3 : 1 }
  /// Name and bar one below the other, side by side, or the name alone.
  private static func labelRows(_ card: Int) -> Int { (12..<26).contains(card) ? 2 : 1 }

  private var cardWidth: Int { CardGrid.cardWidth(side: side, shots: shotsShown) }
  private var cardHeight: Int { side / 2 + labelRows }

  /// In rows of cells.
  var height: Int { rows * cardHeight }

  /// Cards seen at once.
  var pageSize: Int { rows * columns }

  /// The classes on the page of a place.
  func ways(around place: SupportPlace) -> Range<Int> {
    let first = min(max(0, place.way), way - 1) / pageSize * pageSize
    return first..<min(way, first + pageSize)
  }

  /// The pictures of each class on the page of a place.
  func shots(around place: SupportPlace) -> Range<Int> {
    let first = min(max(0, place.shot), shot - 1) / shotsShown * shotsShown
    return first..<min(shot, first + shotsShown)
  }

  /// Where a class of the page goes.
  func card(of way: Int, around place: SupportPlace, in room: Rectangle) -> Rectangle {
    let number = way - ways(around: place).lowerBound
    let stride = columns > 1 ? cardWidth + gap + spare(room.width) : cardWidth
    let used = (columns - 1) * stride + cardWidth
    return Rectangle(
      column: room.column + max(0, room.width - used) / 2 + number % columns * stride,
      row: room.row + number / columns * cardHeight, width: min(cardWidth, room.width), height: cardHeight)
  }

  /// Columns between cards beyond the least, where there is room to spare.
  private func spare(_ width: Int) -> Int {
    max(0, min(8, (width - columns * cardWidth - (columns - 1) * gap) / (columns + 1)))
  }

  /// Where a picture of a card goes.
  func picture(_ shot: Int, around place: SupportPlace, in card: Rectangle) -> Rectangle {
    Rectangle(
      column: card.column + (shot - shots(around: place).lowerBound) * (side + 1), row: card.row, width: side,
      height: side / 2)
  }

  /// The picture at a cell.
  func place(atColumn column: Int, row: Int, around place: SupportPlace, in room: Rectangle) -> SupportPlace? {
    for way in ways(around: place) {
      let card = card(of: way, around: place, in: room)
      guard card.contains(column, row) else { continue }
      let shots = shots(around: place)
      let shot = shots.first { picture($0, around: place, in: card).contains(column, row) }
      // The name stands for the first picture.
      return SupportPlace(way: way, shot: shot ?? shots.lowerBound)
    }
    return nil
  }
}
