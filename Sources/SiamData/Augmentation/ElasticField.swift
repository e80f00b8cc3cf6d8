import SiamTensors

/// A smooth random displacement of every pixel, interpolated from a coarse grid of random vectors.
///
/// Simard et al. 2003 (Best Practices for Convolutional Neural Networks, §2) blur one random vector per pixel with a
/// Gaussian of σ = 4 on 29 × 29 pixels. A cubic B-spline over nodes a quarter of the image apart is nearly that
/// Gaussian (its variance is a third of the spacing squared: σ = 4.2 pixels there), and costs a few multiplications
/// per pixel.
struct ElasticField {
  /// The number of spans between nodes along each axis.
  static let spans = 4
  /// The number of nodes along each axis: a cubic needs four, so there is one before the image and two after it.
  static let nodes = spans + 3

  /// The scale of nodes drawn uniformly from −1…1 that gives displacements with a root mean square of 1.
  ///
  /// A node's root mean square is 1/√3, and interpolation along an axis preserves 151/315 of the variance: the mean of
  /// Σ wᵢ², which is ∫B² of the cubic B-spline B.
  static let nodeScale: Float = 3.613_218_6

  /// The horizontal displacements of the pixels of the last measured row, in pixels.
  private(set) var x: [Float]
  /// The vertical displacements of the pixels of the last measured row, in pixels.
  private(set) var y: [Float]

  private let height: Int
  /// The first weight of every column, then the second, third and fourth of every column.
  private let weights: [Float]
  /// The first column of each span, and the number of columns at the end.
  private let starts: [Int]

  /// Makes a field for images of `height × width` pixels.
  init(width: Int, height: Int) {
    self.height = height
    x = [Float](repeating: 0, count: width)
    y = x
    var weights = [Float](repeating: 0, count: 4 * width)
    var starts = [0]
    for column in 0..<width {
      let (span, fraction) = Self.span(of: column, along: width)
      while starts.count <= span { starts.append(column) }
      let four = Self.weights(at: fraction)
      for index in 0..<4 { weights[index * width + column] = four[index] }
    }
    while starts.count <= Self.spans { starts.append(width) }
    self.weights = weights
    self.starts = starts
  }

  /// Draws the nodes of a field whose displacements have the root mean squares `x` and `y`, in pixels.
  ///
  /// - Returns: the rows of x nodes from top to bottom, then those of y nodes; the last lane of each is unused.
  static func draw(x: Float, y: Float, _ generator: inout SeededGenerator) -> [SIMD8<Float>] {
    (0..<2 * nodes).map { row in
      var line = SIMD8<Float>.zero
      for node in 0..<nodes { line[node] = generator.symmetric(nodeScale * (row < nodes ? x : y)) }
      return line
    }
  }

  /// Computes the displacements `x` and `y` of the pixels of a row, from the nodes of `draw`.
  mutating func measure(row: Int, of field: [SIMD8<Float>]) {
    let (span, fraction) = Self.span(of: row, along: height)
    let down = Self.weights(at: fraction)
    func line(_ first: Int) -> SIMD8<Float> {
      var sum: SIMD8<Float> = field[first] * down[0]
      for node in 1..<4 { sum += field[first + node] * down[node] }
      return sum
    }
    Self.interpolate(line(span), weights, starts, into: &x)
    Self.interpolate(line(Self.nodes + span), weights, starts, into: &y)
  }

  private static func interpolate(
    _ line: SIMD8<Float>, _ weights: [Float], _ starts: [Int], into row: inout [Float]
  ) {
    row.withUnsafeMutableBufferPointer { row in
      let width = row.count
      weights.withUnsafeBufferPointer { weights in
        for span in 0..<spans {
          let (a, b, c, d) = (line[span], line[span + 1], line[span + 2], line[span + 3])
          for column in starts[span]..<starts[span + 1] {
            row[column] =
              (a * weights[column] + b * weights[column &+ width])
              + (c * weights[column &+ 2 &* width] + d * weights[column &+ 3 &* width])
          }
        }
      }
    }
  }

  /// The span that a pixel's centre is in, and its position in the span, 0…1.
  private static func span(of pixel: Int, along count: Int) -> (span: Int, fraction: Float) {
    let position = (Float(pixel) + 0.5) * Float(spans) / Float(count)
    let span = min(Int(position), spans - 1)
    return (span, position - Float(span))
  }

  /// The four weights of the uniform cubic B-spline, which sum to 1.
  private static func weights(at fraction: Float) -> SIMD4<Float> {
    let (t, rest) = (fraction, 1 - fraction)
    return SIMD4(
      rest * rest * rest, 3 * t * t * t - 6 * t * t + 4, 3 * rest * rest * rest - 6 * rest * rest + 4, t * t * t) / 6
  }
}
