import SiamCore

extension Canvas {
  /// The direction in which bars grow.
  package enum Growth: Sendable {
    /// From the bottom of the area.
    case up
    /// From the top of the area.
    case down
  }

  /// Draws bars one column wide, in eighths of a cell (halves in ASCII); each height is a fraction 0…1 of the area.
  ///
  /// A bar above zero is drawn with at least the smallest part, so that rare counts are visible.
  package mutating func bars(_ heights: [Double], in room: Rectangle, growth: Growth, style: Style) {
    let parts = charset == .ascii ? 2 : 8
    for (offset, height) in heights.prefix(room.width).enumerated() where height > 0 {
      let exact = min(1, height.isNaN ? 0 : height) * Double(room.height * parts)
      let filled = max(1, Int(bounded: exact.rounded(), to: 0...room.height * parts))
      for level in 0..<room.height {
        let part = min(parts, filled - level * parts)
        guard part > 0 else { break }
        let row = growth == .up ? room.endRow - 1 - level : room.row + level
        self[room.column + offset, row] = bar(part, of: parts, growth: growth, style: style)
      }
    }
  }

  private func bar(_ part: Int, of parts: Int, growth: Growth, style: Style) -> Cell {
    if charset == .ascii {
      return Cell(part == parts ? "#" : growth == .up ? "." : "'", style)
    }
    if part == parts { return Cell("█", style) }
    if growth == .up { return Cell(Canvas.eighths[part], style) }
    // Fonts seldom have upper eighths except the half: the rest of the cell is drawn, reversed.
    if part == 4 { return Cell("▀", style) }
    return Cell(Canvas.eighths[parts - part], style.adding(.reverse))
  }

  private static let eighths: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Draws a bar along a row, in whole columns, with a faint rail for the rest.
  package mutating func gauge(_ share: Double, in room: Rectangle, style: Style, rail: Style) {
    guard room.height > 0 else { return }
    let filled = Int(
      bounded: ((share.isNaN ? 0 : share) * Double(room.width)).rounded(), to: 0...room.width)
    let full: Unicode.Scalar = charset == .ascii ? "=" : "━"
    let rest: Unicode.Scalar = charset == .ascii ? "." : "─"
    for offset in 0..<room.width {
      self[room.column + offset, room.row] =
        offset < filled ? Cell(full, style) : Cell(rest, rail)
    }
  }
}

extension Canvas {
  /// Draws a bar along a row, with a faint rail for the rest: solid, in eighths of a column, or a thin line, in halves
  /// of a column, for bars on adjacent rows.
  package mutating func lengthBar(
    _ share: Double, in room: Rectangle, isSolid: Bool = true, style: Style, rail: Style
  ) {
    guard !room.isEmpty else { return }
    let signs: [Unicode.Scalar] =
      charset == .ascii ? ["="] : isSolid ? ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"] : ["╸", "━"]
    let rest: Unicode.Scalar = charset == .ascii ? "." : "─"
    let parts = Double(room.width * signs.count)
    let filled = Int(bounded: ((share.isNaN ? 0 : share) * parts).rounded(), to: 0...room.width * signs.count)
    for offset in 0..<room.width {
      let part = min(signs.count, filled - offset * signs.count)
      self[room.column + offset, room.row] = part > 0 ? Cell(signs[part - 1], style) : Cell(rest, rail)
    }
  }
}
