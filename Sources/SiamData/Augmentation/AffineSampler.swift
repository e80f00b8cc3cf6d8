/// Samples an image through affine maps, with bilinear interpolation and zeros outside the image.
///
/// It stores one image with a margin of zeros, so that no pixel needs a test for the border. Not safe for concurrent
/// use.
struct AffineSampler {
  private let width: Int
  private let height: Int
  /// The distance from one row of `padded` to the next.
  private let stride: Int
  /// The image with a row and column of zeros before it and two after it.
  private var padded: [Float]
  private var strokes: StrokeFilter
  private var field: ElasticField

  /// Makes room for images of `height × width` pixels.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = width + 3
    padded = [Float](repeating: 0, count: (width + 3) * (height + 3))
    strokes = StrokeFilter(width: width, height: height, stride: stride, count: padded.count)
    field = ElasticField(width: width, height: height)
  }

  /// Loads an image of `height × width` bytes as floats 0…1.
  mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
    let (width, height, stride) = (width, height, stride)
    padded.withUnsafeMutableBufferPointer { padded in
      for row in 0..<height {
        let first = (row + 1) * stride + 1
        for column in 0..<width { padded[first + column] = Float(source[row * width + column]) / 255 }
      }
    }
  }

  /// Thickens (or, below 0, thins) the strokes of the loaded image by a radius in pixels.
  mutating func stroke(radius: Float) {
    padded.withUnsafeMutableBufferPointer { strokes.apply(radius: radius, to: $0) }
  }

  /// Writes the loaded image, transformed by `map`, to `target`, `height × width`.
  func sample(by map: AffineMap, into target: UnsafeMutableBufferPointer<Float>) {
    let reader = Reader(width: width, height: height)
    padded.withUnsafeBufferPointer { padded in
      for row in 0..<reader.height {
        let start = reader.start(of: row, map)
        for column in 0..<reader.width {
          let x = Float(column) - reader.middleX
          target[row &* reader.width &+ column] = reader.read(
            padded, x: start.x + map.xx * x, y: start.y + map.yx * x)
        }
      }
    }
  }

  /// Writes the loaded image, transformed by `map` and the displacements of `elastic`, to `target`.
  mutating func sample(
    by map: AffineMap, and elastic: [SIMD8<Float>], into target: UnsafeMutableBufferPointer<Float>
  ) {
    let reader = Reader(width: width, height: height)
    for row in 0..<reader.height {
      let start = reader.start(of: row, map)
      field.measure(row: row, of: elastic)
      padded.withUnsafeBufferPointer { padded in
        field.x.withUnsafeBufferPointer { moveX in
          field.y.withUnsafeBufferPointer { moveY in
            for column in 0..<reader.width {
              let x = Float(column) - reader.middleX
              target[row &* reader.width &+ column] = reader.read(
                padded, x: start.x + map.xx * x + moveX[column], y: start.y + map.yx * x + moveY[column])
            }
          }
        }
      }
    }
  }
}

/// Interpolates in a padded image, where positions are one pixel further than in the image itself.
private struct Reader {
  let width: Int
  let height: Int
  /// The image's centre; halves are exact, so that quarter turns are too.
  let middleX: Float
  let middleY: Float
  private let lastX: Float
  private let lastY: Float

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    middleX = Float(width - 1) / 2
    middleY = Float(height - 1) / 2
    lastX = Float(width + 1)
    lastY = Float(height + 1)
  }

  /// The source of a row's pixel in the image's middle column.
  @inline(__always)
  func start(of row: Int, _ map: AffineMap) -> (x: Float, y: Float) {
    let y = Float(row) - middleY
    return (map.xy * y + map.shiftX + middleX + 1, map.yy * y + map.shiftY + middleY + 1)
  }

  /// The bilinearly interpolated value of a padded image at a position.
  @inline(__always)
  func read(_ padded: UnsafeBufferPointer<Float>, x: Float, y: Float) -> Float {
    let x = clamped(x, to: lastX)
    let y = clamped(y, to: lastY)
    let left = Int32(x)
    let top = Int32(y)
    let right = x - Float(left)
    let below = y - Float(top)
    let corner = Int(top) &* (width &+ 3) &+ Int(left)
    let upper = padded[corner] + (padded[corner &+ 1] - padded[corner]) * right
    let under = corner &+ (width &+ 3)
    let lower = padded[under] + (padded[under &+ 1] - padded[under]) * right
    return upper + (lower - upper) * below
  }
}

/// Clamps `value` to 0…`limit`; NaN becomes 0.
@inline(__always)
private func clamped(_ value: Float, to limit: Float) -> Float {
  let low = value > 0 ? value : 0
  return low < limit ? low : limit
}
