/// A picture to be drawn, grey or in colour.
package struct Raster: Equatable, Sendable {
  /// In pixels.
  package let width: Int
  /// In pixels.
  package let height: Int
  /// Whether there are planes of red, green and blue, else one of ink.
  package let isColoured: Bool
  /// Planes of `height × width` values, row-major: of ink, bright (255) on nothing (0), or of light.
  package let pixels: [UInt8]

  /// A picture; nil where the pixels do not fill it.
  package init?(width: Int, height: Int, isColoured: Bool = false, pixels: [UInt8]) {
    guard width > 0, height > 0, width <= 1 << 15, height <= 1 << 15,
      pixels.count == (isColoured ? 3 : 1) * width * height
    else { return nil }
    self.width = width
    self.height = height
    self.isColoured = isColoured
    self.pixels = pixels
  }

  /// A pixel's red, green and blue; of a grey picture its ink three times.
  package func light(column: Int, row: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let (place, plane) = (row * width + column, isColoured ? width * height : 0)
    return (pixels[place], pixels[place + plane], pixels[place + 2 * plane])
  }

  /// How much ink or light a pixel has, 0…255.
  ///
  /// Source: ITU-R BT.601, luma.
  package func brightness(column: Int, row: Int) -> UInt8 {
    guard isColoured else { return pixels[row * width + column] }
    let (red, green, blue) = light(column: column, row: row)
    return UInt8(clamping: (299 * Int(red) + 587 * Int(green) + 114 * Int(blue) + 500) / 1000)
  }

  /// The picture at another size, each value the mean over the area it comes from.
  package func resized(width newWidth: Int, height newHeight: Int) -> Raster? {
    guard newWidth > 0, newHeight > 0 else { return nil }
    if newWidth == width, newHeight == height { return self }
    let columns = Raster.weights(from: width, to: newWidth)
    let rows = Raster.weights(from: height, to: newHeight)
    var result: [UInt8] = []
    result.reserveCapacity((isColoured ? 3 : 1) * newWidth * newHeight)
    for plane in stride(from: 0, to: pixels.count, by: width * height) {
      for row in rows {
        for column in columns {
          var sum = 0.0
          for (y, high) in row {
            for (x, wide) in column { sum += Double(pixels[plane + y * width + x]) * high * wide }
          }
          result.append(UInt8(Int(bounded: sum.rounded(), to: 0...255)))
        }
      }
    }
    return Raster(width: newWidth, height: newHeight, isColoured: isColoured, pixels: result)
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
