import SiamCanvas

/// Where the chosen image and the pictures of its neighbours go in their panel; for drawing and for the mouse.
struct NeighbourTiles: Equatable, Sendable {
  /// The chosen image's picture.
  let picture: Rectangle
  /// What is said of it.
  let words: Rectangle
  /// One for each neighbour there is room for, the nearest first: a picture, and two rows below it.
  let tiles: [Rectangle]

  /// Places them within a panel's border.
  init(in inside: Rectangle) {
    var room = inside
    let isLow = inside.height < 12
    let headHeight = isLow ? min(4, inside.height) : min(inside.height / 3, 10)
    var head = room.takeTop(headHeight)
    picture = head.takeLeft(min(headHeight * 2, inside.width / 2))
    _ = head.takeLeft(1)
    words = head
    let width = min(max(10, room.width / 3), 16)
    let height = (width - 1) / 2 + 2
    let columns = max(1, room.width / width)
    let rows = room.height / height
    // What is left of the height lies between the rows.
    let spare = rows > 0 ? min(2, (room.height - rows * height) / rows) : 0
    let first = room
    tiles = (0..<max(0, rows * columns)).map { place in
      Rectangle(
        column: first.column + place % columns * width, row: first.row + spare + place / columns * (height + spare),
        width: min(width - 1, first.width), height: height)
    }
  }
}
