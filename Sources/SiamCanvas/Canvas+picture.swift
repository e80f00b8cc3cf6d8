/// A grey picture to be drawn: `height × width` values, row-major, ink bright (255) on black (0).
package struct Raster: Equatable, Sendable {
  /// In pixels.
  package let width: Int
  /// In pixels.
  package let height: Int
  /// Row-major.
  package let pixels: [UInt8]

  /// A picture; nil where the pixels do not fill it.
  package init?(width: Int, height: Int, pixels: [UInt8]) {
    guard width > 0, height > 0, width <= 1 << 15, height <= 1 << 15, pixels.count == width * height else { return nil }
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The picture at another size, each value the mean over the area it comes from.
  package func resized(width newWidth: Int, height newHeight: Int) -> Raster? {
    guard newWidth > 0, newHeight > 0 else { return nil }
    if newWidth == width, newHeight == height { return self }
    let columns = Raster.weights(from: width, to: newWidth)
    let rows = Raster.weights(from: height, to: newHeight)
    var result: [UInt8] = []
    result.reserveCapacity(newWidth * newHeight)
    for row in rows {
      for column in columns {
        var sum = 0.0
        for (y, high) in row {
          for (x, wide) in column { sum += Double(pixels[y * width + x]) * high * wide }
        }
        result.append(UInt8(Int(bounded: sum.rounded(), to: 0...255)))
      }
    }
    return Raster(width: newWidth, height: newHeight, pixels: result)
  }

  /// For each of `target` places the sources it covers, with weights that sum to 1.
  private static func weights(from source: Int, to target: Int) -> [[(index: Int, weight: Double)]] {
    let scale = Double(source) / Double(target)
    return (0..<target).map { place in
      let low = Double(place) * scale
      let high = low + scale
      let first = min(source - 1, Int(bounded: low, to: 0...source))
      let last = min(source - 1, Int(bounded: (high - 1e-9), to: first...source))
      return (first...last).map { index in
        (index, (min(high, Double(index + 1)) - max(low, Double(index))) / scale)
      }
    }
  }
}

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
        let upper = scaled.pixels[2 * row * width + column]
        let lower = 2 * row + 1 < height ? scaled.pixels[(2 * row + 1) * width + column] : 0
        self[place.column + column, place.row + row] = pixelPair(upper, lower, theme: theme)
      }
    }
  }

  private func pixelPair(_ upper: UInt8, _ lower: UInt8, theme: Theme) -> Cell {
    if charset == .ascii {
      let mean = (Int(upper) + Int(lower)) / 2
      return Cell(Canvas.ramp[mean * (Canvas.ramp.count - 1) / 255], theme.text)
    }
    guard theme.hasColour else {
      switch (upper >= 96, lower >= 96) {
      case (false, false): return Cell(" ", Style())
      case (true, false): return Cell("▀", Style())
      case (false, true): return Cell("▄", Style())
      case (true, true): return Cell("█", Style())
      }
    }
    let top = Color.mix(theme.paper, theme.ink, Double(upper) / 255)
    let bottom = Color.mix(theme.paper, theme.ink, Double(lower) / 255)
    return Cell("▀", Style(top, background: bottom))
  }

  private static let ramp: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
}
