import SiamCanvas

/// The layout of a support set as cards, one per class: its n images side by side, with the name and the similarity of
/// the query below.
///
/// Images are as large as allows every card to fit, but at least eight pixels wide. If the cards still don't fit, they
/// are shown in pages.
struct CardGrid: Equatable, Sendable {
  /// The possible side lengths of an image, in pixels, which are columns.
  static let sides = 8...28

  let way: Int
  let shot: Int
  /// The side length of an image: its number of columns, and twice its number of rows.
  let side: Int
  /// The number of rows for the name and the bar.
  let labelRows: Int
  /// The number of images of a class in view.
  let shotsShown: Int
  /// The number of cards side by side.
  let columns: Int
  /// The number of rows of cards in view.
  let rows: Int
  private let gap: Int

  /// Finds the largest cards for a support set in a room of a width and height.
  init(way: Int, shot: Int, width: Int, height: Int, maxSide: Int = CardGrid.sides.upperBound) {
    self.way = max(1, way)
    self.shot = max(1, shot)
    let sides = stride(from: min(max(maxSide, 8), 28) / 2 * 2, through: CardGrid.sides.lowerBound, by: -2)
    for side in sides {
      let card = CardGrid.cardWidth(side: side, shots: self.shot)
      let columns = min(self.way, (width + CardGrid.gap(side)) / (card + CardGrid.gap(side)))
      guard columns > 0 else { continue }
      let rows = (self.way + columns - 1) / columns
      if rows * (side / 2 + CardGrid.labelRows(card)) <= height {
        // Distributes the cards evenly over the rows.
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
  /// Two rows for the name above the bar, or one for both side by side or for the name alone.
  private static func labelRows(_ card: Int) -> Int { (12..<26).contains(card) ? 2 : 1 }

  private var cardWidth: Int { CardGrid.cardWidth(side: side, shots: shotsShown) }
  private var cardHeight: Int { side / 2 + labelRows }

  /// The height of all rows of cards, in cells.
  var height: Int { rows * cardHeight }

  /// The number of cards in view.
  var pageSize: Int { rows * columns }

  /// The classes on the page that contains a slot.
  func ways(around slot: SupportSlot) -> Range<Int> {
    let first = min(max(0, slot.way), way - 1) / pageSize * pageSize
    return first..<min(way, first + pageSize)
  }

  /// The images of each class on the page that contains a slot.
  func shots(around slot: SupportSlot) -> Range<Int> {
    let first = min(max(0, slot.shot), shot - 1) / shotsShown * shotsShown
    return first..<min(shot, first + shotsShown)
  }

  /// The rectangle of the card of a class on the page that contains a slot.
  func card(of way: Int, around slot: SupportSlot, in room: Rectangle) -> Rectangle {
    let number = way - ways(around: slot).lowerBound
    let stride = columns > 1 ? cardWidth + gap + spare(room.width) : cardWidth
    let used = (columns - 1) * stride + cardWidth
    return Rectangle(
      column: room.column + max(0, room.width - used) / 2 + number % columns * stride,
      row: room.row + number / columns * cardHeight, width: min(cardWidth, room.width), height: cardHeight)
  }

  /// The number of extra columns between cards, where there is room to spare.
  private func spare(_ width: Int) -> Int {
    max(0, min(8, (width - columns * cardWidth - (columns - 1) * gap) / (columns + 1)))
  }

  /// The rectangle of an image of a card.
  func image(_ shot: Int, around slot: SupportSlot, in card: Rectangle) -> Rectangle {
    Rectangle(
      column: card.column + (shot - shots(around: slot).lowerBound) * (side + 1), row: card.row, width: side,
      height: side / 2)
  }

  /// The slot at a cell; nil outside the cards.
  func slot(atColumn column: Int, row: Int, around slot: SupportSlot, in room: Rectangle) -> SupportSlot? {
    for way in ways(around: slot) {
      let card = card(of: way, around: slot, in: room)
      guard card.contains(column, row) else { continue }
      let shots = shots(around: slot)
      let shot = shots.first { image($0, around: slot, in: card).contains(column, row) }
      // A click on the name selects the first image.
      return SupportSlot(way: way, shot: shot ?? shots.lowerBound)
    }
    return nil
  }
}
