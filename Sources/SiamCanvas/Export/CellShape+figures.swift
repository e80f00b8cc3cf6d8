extension CellShape {
  /// Circles, squares and triangles, which fonts have at any width or not at all: SVG's path commands from the cell's
  /// top left.
  static let filledFigures: [Unicode.Scalar: String] = [
    "●": circle, "◆": diamond, "■": square, "▲": "m4 4l3.7 7h-7.4z", "▼": "m4 12l3.7-7h-7.4z",
    "▶": "m.7 4l7 4l-7 4z", "◀": "m7.3 4l-7 4l7 4z", "▸": "m2 5l4.5 3l-4.5 3z",
  ]

  /// The same, of which only the outline is drawn.
  static let outlinedFigures: [Unicode.Scalar: String] = ["○": circle, "◌": circle, "◇": diamond, "□": square]

  private static let circle = "m1 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"
  private static let diamond = "m4 4l3.5 4l-3.5 4l-3.5-4z"
  private static let square = "m1 5h6v6h-6z"
}
