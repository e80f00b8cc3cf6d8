/// Makes strokes of bright ink thicker or thinner: grey dilation or erosion by 3 × 3 pixels.
///
/// A radius that is no whole number of pixels is blended: 1.5 is one pass whole, and of the next one half. Beyond the
/// border is nothing (0).
///
/// Source: Serra 1982, Image Analysis and Mathematical Morphology; the maximum and minimum filters of grey images.
struct StrokeFilter {
  private let width: Int
  private let height: Int
  private let stride: Int
  /// Of three neighbours in a row, for every place of a padded image.
  private var lines: [Float]

  /// For images of `height × width` pixels in rows `stride` apart, a row and a column of zeros or more around them:
  /// `count` numbers in all.
  init(width: Int, height: Int, stride: Int, count: Int) {
    self.width = width
    self.height = height
    self.stride = stride
    lines = [Float](repeating: 0, count: count)
  }

  /// Changes a padded image, whose first pixel is at `stride + 1`, by a radius in pixels: more than 0 to thicken
  /// strokes, less to thin them.
  mutating func apply(radius: Float, to padded: UnsafeMutableBufferPointer<Float>) {
    var left = min(abs(radius), Float(max(width, height)))
    while left > 0 {
      if radius > 0 {
        pass(padded, blend: min(left, 1)) { $0 > $1 ? $0 : $1 }
      } else {
        pass(padded, blend: min(left, 1)) { $0 < $1 ? $0 : $1 }
      }
      left -= 1
    }
  }

  /// One 3 × 3 pass, of which `blend` is taken.
  @inline(__always)
  private mutating func pass(
    _ padded: UnsafeMutableBufferPointer<Float>, blend: Float, _ extreme: (Float, Float) -> Float
  ) {
    let (width, height, stride) = (width, height, stride)
    lines.withUnsafeMutableBufferPointer { lines in
      for place in 1..<lines.count - 1 {
        lines[place] = extreme(extreme(padded[place &- 1], padded[place]), padded[place &+ 1])
      }
      for row in 1..<height + 1 {
        let first = row &* stride &+ 1
        for place in first..<first + width {
          let found = extreme(extreme(lines[place &- stride], lines[place]), lines[place &+ stride])
          padded[place] += (found - padded[place]) * blend
        }
      }
    }
  }
}
