/// Thickens or thins strokes of bright ink by grey dilation or erosion with 3 × 3 pixels.
///
/// A fractional radius is blended: 1.5 is one whole pass and half of the next. Pixels outside the image are 0.
///
/// Source: Serra 1982, Image Analysis and Mathematical Morphology; the maximum and minimum filters of grey images.
struct StrokeFilter {
  private let width: Int
  private let height: Int
  private let stride: Int
  /// The extreme of three neighbours in a row, for every pixel of a padded image.
  private var lines: [Float]

  /// Makes a filter for images of `height × width` pixels in rows `stride` apart, with a margin of one row and column
  /// of zeros or more: `count` numbers in all.
  init(width: Int, height: Int, stride: Int, count: Int) {
    self.width = width
    self.height = height
    self.stride = stride
    lines = [Float](repeating: 0, count: count)
  }

  /// Filters a padded image, whose first pixel is at `stride + 1`, by a radius in pixels: above 0 to thicken strokes,
  /// below 0 to thin them.
  mutating func apply(radius: Float, to padded: UnsafeMutableBufferPointer<Float>) {
    var remaining = min(abs(radius), Float(max(width, height)))
    while remaining > 0 {
      if radius > 0 {
        pass(padded, blend: min(remaining, 1)) { $0 > $1 ? $0 : $1 }
      } else {
        pass(padded, blend: min(remaining, 1)) { $0 < $1 ? $0 : $1 }
      }
      remaining -= 1
    }
  }

  /// Applies one 3 × 3 pass and blends it with the image: `blend` is the weight of the result.
  @inline(__always)
  private mutating func pass(
    _ padded: UnsafeMutableBufferPointer<Float>, blend: Float, _ extreme: (Float, Float) -> Float
  ) {
    let (width, height, stride) = (width, height, stride)
    lines.withUnsafeMutableBufferPointer { lines in
      for index in 1..<lines.count - 1 {
        lines[index] = extreme(extreme(padded[index &- 1], padded[index]), padded[index &+ 1])
      }
      for row in 1..<height + 1 {
        let first = row &* stride &+ 1
        for index in first..<first + width {
          let found = extreme(extreme(lines[index &- stride], lines[index]), lines[index &+ stride])
          padded[index] += (found - padded[index]) * blend
        }
      }
    }
  }
}
