import Foundation
import SiamCore

/// A grid of dots over a rectangle of cells: braille 2 × 4 per cell, quadrants 2 × 2, or ASCII 1 × 2.
///
/// If two curves cross in a cell, the later one colours it. Areas lie under all curves: a cell that a curve crosses
/// shows none of the area's dots, so that the curve is distinct with and without colours.
package struct DotGrid: Sendable {
  /// The width in cells.
  package let columns: Int
  /// The height in cells.
  package let rows: Int
  /// The characters that the dots are drawn with.
  package let charset: Charset
  private var masks: [UInt8]
  private var styles: [Style]
  private var areaMasks: [UInt8]
  private var areaStyles: [Style]

  /// Creates an empty grid over a number of cells.
  package init(columns: Int, rows: Int, charset: Charset) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.charset = charset
    let count = self.columns * self.rows
    masks = Array(repeating: 0, count: count)
    areaMasks = masks
    styles = Array(repeating: Style(), count: count)
    areaStyles = styles
  }

  /// The width in dots.
  package var width: Int { columns * charset.dotsPerCell.across }
  /// The height in dots.
  package var height: Int { rows * charset.dotsPerCell.down }

  /// Whether a dot of a curve is set.
  package func isSet(_ x: Int, _ y: Int) -> Bool {
    guard let (cell, bit) = position(x, y) else { return false }
    return masks[cell] & bit != 0
  }

  private func position(_ x: Int, _ y: Int) -> (cell: Int, bit: UInt8)? {
    guard x >= 0, y >= 0, x < width, y < height else { return nil }
    let (across, down) = charset.dotsPerCell
    let bit = (y % down) * across + x % across
    return ((y / down) * columns + x / across, 1 << UInt8(bit))
  }

  /// Sets a dot, counted from 0 at the top left; dots outside the grid are ignored.
  package mutating func set(_ x: Int, _ y: Int, style: Style) {
    guard let (cell, bit) = position(x, y) else { return }
    masks[cell] |= bit
    styles[cell] = style
  }

  /// Fills a column of dots of an area between two rows of dots.
  package mutating func area(
    x: Int, from top: Int, to bottom: Int, texture: Texture = .solid, style: Style
  ) {
    guard x >= 0, x < width, height > 0 else { return }
    let low = max(0, min(top, bottom))
    let high = min(height - 1, max(top, bottom))
    guard low <= high else { return }
    for y in low...high where texture.contains(x, y) {
      guard let (cell, bit) = position(x, y) else { continue }
      areaMasks[cell] |= bit
      areaStyles[cell] = style
    }
  }

  /// Draws a straight line between two points in dots; a point that is not finite draws nothing.
  ///
  /// If `gap` is not 0, only the first half of every `gap` dots is drawn.
  package mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), gap: Int = 0, style: Style
  ) {
    guard let (start, end) = clipped(start, end) else { return }
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    let steps = Int(bounded: length.rounded(.up), to: 0...100_000)
    for step in 0...max(steps, 1) {
      if gap > 0, step % gap >= (gap + 1) / 2 { continue }
      let share = Double(step) / Double(max(steps, 1))
      set(
        Int(bounded: (start.x + (end.x - start.x) * share).rounded(), to: -1...width),
        Int(bounded: (start.y + (end.y - start.y) * share).rounded(), to: -1...height), style: style)
    }
  }

  /// Returns the part of a line within the grid (Liang and Barsky 1984).
  private func clipped(
    _ start: (x: Double, y: Double), _ end: (x: Double, y: Double)
  ) -> (start: (x: Double, y: Double), end: (x: Double, y: Double))? {
    guard start.x.isFinite, start.y.isFinite, end.x.isFinite, end.y.isFinite, width > 0, height > 0 else { return nil }
    let dx = end.x - start.x
    let dy = end.y - start.y
    guard dx.isFinite, dy.isFinite else { return nil }
    var enter = 0.0
    var leave = 1.0
    let edges = [
      (-dx, start.x + 0.499), (dx, Double(width) - 0.501 - start.x), (-dy, start.y + 0.499),
      (dy, Double(height) - 0.501 - start.y),
    ]
    for (direction, distance) in edges {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        enter = max(enter, distance / direction)
      } else {
        leave = min(leave, distance / direction)
      }
    }
    guard enter <= leave else { return nil }
    return (
      (start.x + dx * enter, start.y + dy * enter), (start.x + dx * leave, start.y + dy * leave)
    )
  }

  /// Draws an ellipse; it is a circle if `radius.x` and `radius.y` span the same length on screen.
  package mutating func ellipse(
    centre: (x: Double, y: Double), radius: (x: Double, y: Double), gap: Int = 0, style: Style
  ) {
    guard centre.x.isFinite, centre.y.isFinite, radius.x.isFinite, radius.y.isFinite else { return }
    let maxRadius = max(abs(radius.x), abs(radius.y))
    guard maxRadius > 0, maxRadius < 100_000 else { return }
    let steps = Int(bounded: (2 * Double.pi * maxRadius).rounded(.up) * 1.5, to: 8...20_000)
    for step in 0..<steps {
      if gap > 0, (step * 2 / 3) % gap >= (gap + 1) / 2 { continue }
      let angle = 2 * Double.pi * Double(step) / Double(steps)
      let (x, y) = (centre.x + radius.x * cos(angle), centre.y + radius.y * sin(angle))
      set(Int(bounded: x.rounded(), to: -1...width), Int(bounded: y.rounded(), to: -1...height), style: style)
    }
  }

  /// Draws the dots on a canvas, with the grid's top left at a cell; cells without dots are unchanged.
  package func paint(on canvas: inout Canvas, column: Int, row: Int) {
    for y in 0..<rows {
      for x in 0..<columns {
        let cell = y * columns + x
        if let scalar = charset.dots(masks[cell]) {
          canvas[column + x, row + y] = Cell(scalar, styles[cell])
        } else if let scalar = charset.dots(areaMasks[cell]) {
          canvas[column + x, row + y] = Cell(scalar, areaStyles[cell])
        }
      }
    }
  }
}

/// The pattern of dots that fills an area, so that areas differ without colours.
package enum Texture: Hashable, Sendable {
  /// All dots.
  case solid
  /// Diagonals that rise to the right, with one dot in every `every` of a row; 2 is a chequerboard.
  case rising(every: Int)
  /// Diagonals that fall to the right, with one dot in every `every` of a row.
  case falling(every: Int)

  /// Whether a dot is drawn.
  func contains(_ x: Int, _ y: Int) -> Bool {
    switch self {
    case .solid: true
    case .rising(let every): every < 2 || (x + y) % every == 0
    case .falling(let every): every < 2 || (x + y * (every - 1)) % every == 0
    }
  }
}
