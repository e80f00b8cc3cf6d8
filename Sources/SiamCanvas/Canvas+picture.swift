extension Canvas {
  /// Draws a picture in the middle of a room with square pixels, two a cell, scaled down to fit but never up.
  package mutating func picture(_ raster: Raster, in room: Rectangle, theme: Theme) {
    guard !room.isEmpty else { return }
    let share = min(
      1, Double(room.width) / Double(raster.width), Double(room.height * 2) / Double(raster.height))
    let width = max(1, Int(bounded: (Double(raster.width) * share).rounded(.down), to: 1...room.width))
    let height = max(1, Int(bounded: (Double(raster.height) * share).rounded(.down), to: 1...room.height * 2))
    guard let scaled = raster.resized(width: width, height: height) else { return }
    let place = room.centred(width: width, height: (height + 1) / 2)
    for row in 0..<place.height {
      for column in 0..<place.width {
        self[place.column + column, place.row + row] = pixelPair(scaled, column: column, row: 2 * row, theme)
      }
    }
  }

  /// A pixel and the one below it, which beyond the picture is paper.
  private func pixelPair(_ raster: Raster, column: Int, row: Int, _ theme: Theme) -> Cell {
    let upper = raster.brightness(column: column, row: row)
    let hasLower = row + 1 < raster.height
    let lower = hasLower ? raster.brightness(column: column, row: row + 1) : 0
    let top = raster.color(column: column, row: row, theme)
    let bottom = hasLower ? raster.color(column: column, row: row + 1, theme) : theme.paper
    if charset == .ascii {
      let mean = (Int(upper) + Int(lower)) / 2
      // A full character is ink; of light it is much of it on a dark ground, and little on a light one.
      let filled = raster.isColoured && theme.isLight ? 255 - mean : mean
      let style = raster.isColoured && theme.hasColour ? Style(Color.mix(top, bottom, 0.5)) : theme.text
      return Cell(Canvas.ramp[filled * (Canvas.ramp.count - 1) / 255], style)
    }
    guard theme.hasColour else {
      switch (upper >= 96, lower >= 96) {
      case (false, false): return Cell(" ", Style())
      case (true, false): return Cell("▀", Style())
      case (false, true): return Cell("▄", Style())
      case (true, true): return Cell("█", Style())
      }
    }
    return Cell("▀", Style(top, background: bottom))
  }

  private static let ramp: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
}

extension Raster {
  /// A pixel's own colour, or where there is none what its ink makes of paper.
  fileprivate func color(column: Int, row: Int, _ theme: Theme) -> Color {
    guard isColoured else {
      return Color.mix(theme.paper, theme.ink, Double(brightness(column: column, row: row)) / 255)
    }
    let (red, green, blue) = light(column: column, row: row)
    return .rgb(red, green, blue)
  }
}
