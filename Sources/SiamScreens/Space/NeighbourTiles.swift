import SiamCanvas

/// The rectangles of the chosen image and its neighbours in their panel, for drawing and for the mouse.
struct NeighbourTiles: Equatable, Sendable {
  /// The chosen image.
  let image: Rectangle
  /// The text beside the chosen image.
  let text: Rectangle
  /// One rectangle per neighbour that fits, the nearest first: an image and two rows of text.
  let tiles: [Rectangle]

  /// Lays out the inside of a panel.
  init(in inside: Rectangle) {
    var room = inside
    let isLow = inside.height < 12
    let headHeight = isLow ? min(4, inside.height) : min(inside.height / 3, 10)
    var head = room.removeTop(headHeight)
    image = head.removeLeft(min(headHeight * 2, inside.width / 2))
    _ = head.removeLeft(1)
    text = head
    let width = min(max(10, room.width / 3), 16)
    let height = (width - 1) / 2 + 2
    let columns = max(1, room.width / width)
    let rows = room.height / height
    // The rest of the height is spread between the rows.
    let spare = rows > 0 ? min(2, (room.height - rows * height) / rows) : 0
    let first = room
    tiles = (0..<max(0, rows * columns)).map { index in
      Rectangle(
        column: first.column + index % columns * width, row: first.row + spare + index / columns * (height + spare),
        width: min(width - 1, first.width), height: height)
    }
  }
}
