/// Pieces of a picture that share a look, in the order each look was first seen.
struct SVGGroups<Look: Hashable> {
  private var places: [Look: Int] = [:]
  private var groups: [(look: Look, pieces: String)] = []

  mutating func add(_ piece: String, to look: Look) {
    let place = places[look, default: groups.count]
    if place == groups.count {
      places[look] = place
      groups.append((look, ""))
    }
    groups[place].pieces += piece
  }

  /// A line a look, made of the look and its pieces.
  func elements(_ element: (Look, String) -> String) -> String {
    groups.map { element($0.look, $0.pieces) + "\n" }.joined()
  }
}

/// Filled rectangles by colour; neighbours on a row become one.
struct SVGRectangles {
  private var places: [Color: Int] = [:]
  private var groups: [(color: Color, rectangles: [CellShape.Part])] = []

  mutating func add(_ rectangle: CellShape.Part, color: Color) {
    guard let place = places[color] else {
      places[color] = groups.count
      groups.append((color, [rectangle]))
      return
    }
    let last = groups[place].rectangles.count - 1
    let before = groups[place].rectangles[last]
    if before.y == rectangle.y, before.height == rectangle.height, before.x + before.width == rectangle.x {
      groups[place].rectangles[last].width += rectangle.width
    } else {
      groups[place].rectangles.append(rectangle)
    }
  }

  /// A path a colour.
  var paths: String {
    groups.map { color, rectangles in
      let path = rectangles.map { "M\($0.x) \($0.y)h\($0.width)v\($0.height)h-\($0.width)z" }.joined()
      return "<path fill=\"\(color.hexadecimal)\" d=\"\(path)\"/>\n"
    }.joined()
  }
}
