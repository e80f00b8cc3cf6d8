import SiamCore

/// A picture to be drawn, grey or in colour.
package struct Raster: Equatable, Sendable {
  /// The width in pixels.
  package let width: Int
  /// The height in pixels.
  package let height: Int
  /// Whether there are three planes, red, green and blue, rather than one of ink.
  package let isColoured: Bool
  /// Planes of `height × width` values, row-major: ink, from 0 for none to 255, or light.
  package let pixels: [UInt8]

  /// Creates a picture; nil if the number of pixels doesn't match its size.
  package init?(width: Int, height: Int, isColoured: Bool = false, pixels: [UInt8]) {
    guard width > 0, height > 0, width <= 1 << 15, height <= 1 << 15,
      pixels.count == (isColoured ? 3 : 1) * width * height
    else { return nil }
    self.width = width
    self.height = height
    self.isColoured = isColoured
    self.pixels = pixels
  }

  /// Returns a pixel's red, green and blue; in a grey picture, its ink three times.
  package func components(column: Int, row: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let (index, plane) = (row * width + column, isColoured ? width * height : 0)
    return (pixels[index], pixels[index + plane], pixels[index + 2 * plane])
  }

  /// Returns a pixel's ink or light, 0…255.
  ///
  /// Source: ITU-R BT.601, luma.
  package func brightness(column: Int, row: Int) -> UInt8 {
    guard isColoured else { return pixels[row * width + column] }
    let (red, green, blue) = components(column: column, row: row)
    return UInt8(clamping: (299 * Int(red) + 587 * Int(green) + 114 * Int(blue) + 500) / 1000)
  }

  /// Resizes the picture; each value is the mean over the area it covers in the original.
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

  /// Returns, for each of `target` positions, the source positions it covers, with weights that sum to 1.
  private static func weights(from source: Int, to target: Int) -> [[(index: Int, weight: Double)]] {
    let scale = Double(source) / Double(target)
    return (0..<target).map { position in
      let low = Double(position) * scale
      let high = low + scale
      let first = min(source - 1, Int(bounded: low, to: 0...source))
      let last = min(source - 1, Int(bounded: (high - 1e-9), to: first...source))
      return (first...last).map { index in
        (index, (min(high, Double(index + 1)) - max(low, Double(index))) / scale)
      }
    }
  }
}
