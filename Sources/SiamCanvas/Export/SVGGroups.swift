/// Pieces of an SVG picture grouped by look, in the order of each look's first use.
struct SVGGroups<Look: Hashable> {
  private var indices: [Look: Int] = [:]
  private var groups: [(look: Look, pieces: String)] = []

  mutating func add(_ piece: String, to look: Look) {
    let index = indices[look, default: groups.count]
    if index == groups.count {
      indices[look] = index
      groups.append((look, ""))
    }
    groups[index].pieces += piece
  }

  /// Returns one line per look, made by `element` from the look and its pieces.
  func elements(_ element: (Look, String) -> String) -> String {
    groups.map { element($0.look, $0.pieces) + "\n" }.joined()
  }
}

/// Filled rectangles grouped by colour; adjacent ones on a row are joined.
struct SVGRectangles {
  private var indices: [Color: Int] = [:]
  private var groups: [(color: Color, rectangles: [CellShape.Part])] = []

  mutating func add(_ rectangle: CellShape.Part, color: Color) {
    guard let index = indices[color] else {
      indices[color] = groups.count
      groups.append((color, [rectangle]))
      return
    }
    let last = groups[index].rectangles.count - 1
    let before = groups[index].rectangles[last]
    if before.y == rectangle.y, before.height == rectangle.height, before.x + before.width == rectangle.x {
      groups[index].rectangles[last].width += rectangle.width
    } else {
      groups[index].rectangles.append(rectangle)
    }
  }

  /// One path element per colour.
  var paths: String {
    groups.map { color, rectangles in
      let path = rectangles.map { "M\($0.x) \($0.y)h\($0.width)v\($0.height)h-\($0.width)z" }.joined()
      return "<path fill=\"\(color.hexadecimal)\" d=\"\(path)\"/>\n"
    }.joined()
  }
}
