/// The shape of a block, line, dot or geometric character in a cell of 8 × 16 units.
///
/// Drawn as shapes, adjacent characters join without gaps whatever the font.
struct CellShape {
  /// A filled rectangle, in units from the cell's top left.
  struct Part: Equatable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
  }

  /// The width of a cell, in units.
  static let width = 8
  /// The height of a cell, in units.
  static let height = 16

  /// The filled rectangles.
  var parts: [Part] = []
  /// The centres of round dots.
  var dots: [(x: Int, y: Int)] = []
  /// A line one unit wide, as SVG path commands from the cell's top left.
  var curve = ""
  /// A filled shape that is not a rectangle, as SVG path commands from the cell's top left.
  var fill = ""
  /// The opacity of the filled rectangles, 0…1.
  var share = 1.0

  /// Creates the shape of a character; nil for text.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2500...0x257F:
      guard let line = CellShape.line(scalar) else { return nil }
      self = line
    case 0x2580...0x259F: self = CellShape(block: scalar.value)
    case 0x2800...0x28FF:
      // Unicode numbers the dots down the left column, then the right, then the bottom row.
      let positions = [(2, 2), (2, 6), (2, 10), (6, 2), (6, 6), (6, 10), (2, 14), (6, 14)]
      dots = positions.indices.filter { scalar.value & (1 << UInt32($0)) != 0 }.map { positions[$0] }
    case 0x25A0...0x25FF:
      fill = CellShape.filledShapes[scalar] ?? ""
      curve = CellShape.outlinedShapes[scalar] ?? ""
      if fill.isEmpty, curve.isEmpty { return nil }
    default: return nil
    }
  }

  private init(_ parts: [Part] = [], curve: String = "") {
    self.parts = parts
    self.curve = curve
  }

  private init(block value: UInt32) {
    let eighths = Int(value) - 0x2580
    switch value {
    case 0x2580: parts = [Part(0, 0, 8, 8)]
    case 0x2581...0x2588: parts = [Part(0, 16 - 2 * eighths, 8, 2 * eighths)]
    case 0x2589...0x258F: parts = [Part(0, 0, 16 - eighths, 16)]
    case 0x2590: parts = [Part(4, 0, 4, 16)]
    case 0x2591...0x2593:
      parts = [Part(0, 0, 8, 16)]
      share = Double(value - 0x2590) / 4
    case 0x2594: parts = [Part(0, 0, 8, 2)]
    case 0x2595: parts = [Part(7, 0, 1, 16)]
    default:
      // The filled quarters as bits: upper left 1, upper right 2, lower left 4, lower right 8.
      let quarters = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14][Int(value) - 0x2596]
      for quarter in 0..<4 where quarters & (1 << quarter) != 0 {
        parts.append(Part(quarter % 2 * 4, quarter / 2 * 8, 4, 8))
      }
    }
  }

  private static func line(_ scalar: Unicode.Scalar) -> CellShape? {
    let (left, right) = (Part(0, 8, 5, 1), Part(4, 8, 4, 1))
    let (up, down) = (Part(4, 0, 1, 9), Part(4, 8, 1, 8))
    let (across, along) = (Part(0, 8, 8, 1), Part(4, 0, 1, 16))
    switch scalar {
    case "─": return CellShape([across])
    case "│": return CellShape([along])
    case "━": return CellShape([Part(0, 7, 8, 2)])
    case "┃": return CellShape([Part(3, 0, 2, 16)])
    case "┄", "╌": return CellShape([Part(0, 8, 2, 1), Part(3, 8, 2, 1), Part(6, 8, 2, 1)])
    case "┆", "╎", "┊": return CellShape([Part(4, 1, 1, 3), Part(4, 6, 1, 4), Part(4, 12, 1, 3)])
    case "┌": return CellShape([right, down])
    case "┐": return CellShape([left, down])
    case "└": return CellShape([right, up])
    case "┘": return CellShape([left, up])
    case "├": return CellShape([along, right])
    case "┤": return CellShape([along, left])
    case "┬": return CellShape([across, down])
    case "┴": return CellShape([across, up])
    case "┫": return CellShape([Part(3, 0, 2, 16), Part(0, 7, 4, 2)])
    case "┼": return CellShape([across, along])
    case "╭": return CellShape(curve: "m4.5 16v-4q0-3.5 3.5-3.5")
    case "╮": return CellShape(curve: "m4.5 16v-4q0-3.5-3.5-3.5h-1")
    case "╰": return CellShape(curve: "m4.5 0v5q0 3.5 3.5 3.5")
    case "╯": return CellShape(curve: "m4.5 0v5q0 3.5-3.5 3.5h-1")
    default: return nil
    }
  }
}

extension CellShape {
  /// Filled circles, squares and triangles, as SVG path commands from the cell's top left.
  ///
  /// Fonts have them at different widths, or not at all.
  static let filledShapes: [Unicode.Scalar: String] = [
    "●": circle, "◆": diamond, "■": square, "▲": "m4 4l3.7 7h-7.4z", "▼": "m4 12l3.7-7h-7.4z",
    "▶": "m.7 4l7 4l-7 4z", "◀": "m7.3 4l-7 4l7 4z", "▸": "m2 5l4.5 3l-4.5 3z",
  ]

  /// Outlined circles and squares, as SVG path commands from the cell's top left.
  static let outlinedShapes: [Unicode.Scalar: String] = ["○": circle, "◌": circle, "◇": diamond, "□": square]

  private static let circle = "m1 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"
  private static let diamond = "m4 4l3.5 4l-3.5 4l-3.5-4z"
  private static let square = "m1 5h6v6h-6z"
}
