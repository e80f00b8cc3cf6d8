import SiamCore

extension Canvas {
  /// Draws a picture in the middle of an area with square pixels, two per cell, scaled down to fit but never up.
  package mutating func picture(_ raster: Raster, in room: Rectangle, theme: Theme) {
    guard !room.isEmpty else { return }
    let share = min(
      1, Double(room.width) / Double(raster.width), Double(room.height * 2) / Double(raster.height))
    let width = max(1, Int(bounded: (Double(raster.width) * share).rounded(.down), to: 1...room.width))
    let height = max(1, Int(bounded: (Double(raster.height) * share).rounded(.down), to: 1...room.height * 2))
    guard let scaled = raster.resized(width: width, height: height) else { return }
    let area = room.centred(width: width, height: (height + 1) / 2)
    for row in 0..<area.height {
      for column in 0..<area.width {
        self[area.column + column, area.row + row] = pixelPair(scaled, column: column, row: 2 * row, theme)
      }
    }
  }

  /// Returns the cell for a pixel and the one below it; beyond the picture it is paper.
  private func pixelPair(_ raster: Raster, column: Int, row: Int, _ theme: Theme) -> Cell {
    let upper = raster.brightness(column: column, row: row)
    let hasLower = row + 1 < raster.height
    let lower = hasLower ? raster.brightness(column: column, row: row + 1) : 0
    let top = raster.color(column: column, row: row, theme)
    let bottom = hasLower ? raster.color(column: column, row: row + 1, theme) : theme.paper
    if charset == .ascii {
      let mean = (Int(upper) + Int(lower)) / 2
      // A dense character means much ink; in a colour image, much light on a dark background and little on a light one.
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
  /// Returns the colour of a pixel; in a grey picture, a mix of paper and ink.
  fileprivate func color(column: Int, row: Int, _ theme: Theme) -> Color {
    guard isColoured else {
      return Color.mix(theme.paper, theme.ink, Double(brightness(column: column, row: row)) / 255)
    }
    let (red, green, blue) = components(column: column, row: row)
    return .rgb(red, green, blue)
  }
}
