/// Reads grey bytes as floats 0…1 through affine maps: bilinear, nothing (0) beyond the border.
///
/// Keeps one image with a margin of zeros, so that no pixel needs a test for the border. Not for use by two tasks at
/// once.
struct AffineSampler {
  private let width: Int
  private let height: Int
  /// From one row of `padded` to the next.
  private let stride: Int
  /// The image, a row and column of zeros before it and two behind.
  private var padded: [Float]

  /// For images of `height × width` pixels.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = width + 3
    padded = [Float](repeating: 0, count: (width + 3) * (height + 3))
  }

  /// Writes `source`, varied by `map`, to `target`; both `height × width`.
  mutating func sample(
    _ source: UnsafeBufferPointer<UInt8>, by map: AffineMap, into target: UnsafeMutableBufferPointer<Float>
  ) {
    let width = width
    let height = height
    let stride = stride
    padded.withUnsafeMutableBufferPointer { padded in
      for row in 0..<height {
        let first = (row + 1) * stride + 1
        for column in 0..<width { padded[first + column] = Float(source[row * width + column]) / 255 }
      }
    }
    // Positions in `padded`: one further than in the image. Half sizes are exact, so that quarter turns are.
    let middleX = Float(width - 1) / 2
    let middleY = Float(height - 1) / 2
    let lastX = Float(width + 1)
    let lastY = Float(height + 1)
    padded.withUnsafeBufferPointer { padded in
      for row in 0..<height {
        let y = Float(row) - middleY
        let rowX = map.xy * y + map.shiftX + middleX + 1
        let rowY = map.yy * y + map.shiftY + middleY + 1
        for column in 0..<width {
          let x = Float(column) - middleX
          let sourceX = clamped(rowX + map.xx * x, to: lastX)
          let sourceY = clamped(rowY + map.yx * x, to: lastY)
          let left = Int32(sourceX)
          let top = Int32(sourceY)
          let right = sourceX - Float(left)
          let below = sourceY - Float(top)
          let corner = Int(top) &* stride &+ Int(left)
          let upper = padded[corner] + (padded[corner &+ 1] - padded[corner]) * right
          let under = corner &+ stride
          let lower = padded[under] + (padded[under &+ 1] - padded[under]) * right
          target[row &* width &+ column] = upper + (lower - upper) * below
        }
      }
    }
  }
}

/// `value` in 0…`limit`; 0 where it is not a number.
@inline(__always)
private func clamped(_ value: Float, to limit: Float) -> Float {
  let low = value > 0 ? value : 0
  return low < limit ? low : limit
}
