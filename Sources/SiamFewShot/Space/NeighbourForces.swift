/// The gradient of the t-SNE cost: the attraction of each point to its neighbours and its repulsion from all others.
///
/// It is exact: computed over all pairs, eight at a time.
///
/// Source: van der Maaten and Hinton 2008, eq. 4 and 5: `∂C/∂y_i = 4 Σ_j (p_ij − q_ij)(y_i − y_j) w_ij`, with
/// `w_ij = (1 + |y_i − y_j|²)⁻¹` and `q_ij = w_ij / Σ w`.
struct NeighbourForces {
  private let count: Int
  private let vectors: Int
  /// The joint probabilities, one row of `vectors` vectors per point, padded with zeros.
  private let probabilities: [SIMD8<Float>]
  private var x: [SIMD8<Float>]
  private var y: [SIMD8<Float>]

  /// The coordinate of padding points, so far away that they don't repel anything measurably.
  private static let farAway: Float = 1e15

  /// Creates forces for joint probabilities, `count × count`.
  init(_ joint: [Float], count: Int) {
    self.count = count
    let vectors = (count + 7) / 8
    self.vectors = vectors
    var rows = Array(repeating: SIMD8<Float>.zero, count: count * vectors)
    for row in 0..<count {
      for column in 0..<count { rows[row * vectors + column / 8][column % 8] = joint[row * count + column] }
    }
    probabilities = rows
    x = Array(repeating: SIMD8(repeating: Self.farAway), count: vectors)
    y = x
  }

  /// Returns the gradient at the given positions, with each p_ij multiplied by `exaggeration`.
  mutating func gradient(at positions: [SIMD2<Float>], exaggeration: Float) -> [SIMD2<Float>] {
    for (point, position) in positions.enumerated() {
      x[point / 8][point % 8] = position.x
      y[point / 8][point % 8] = position.y
    }
    var pulls: [SIMD2<Float>] = []
    var pushes: [SIMD2<Float>] = []
    pulls.reserveCapacity(count)
    pushes.reserveCapacity(count)
    var normalizer = 0.0
    for point in 0..<count {
      let force = force(on: point, at: positions[point])
      pulls.append(force.pull)
      pushes.append(force.push)
      // The point's own weight is exactly 1.
      normalizer += Double(force.sum) - 1
    }
    let share = normalizer > 0 ? Float(1 / normalizer) : 0
    return (0..<count).map { 4 * (exaggeration * pulls[$0] - share * pushes[$0]) }
  }

  /// Returns Σ p w (y_i − y_j), Σ w² (y_i − y_j) and Σ w over all j.
  private func force(
    on point: Int, at position: SIMD2<Float>
  ) -> (pull: SIMD2<Float>, push: SIMD2<Float>, sum: Float) {
    let row = point * vectors
    var (pullX, pullY) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (pushX, pushY, sum) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
    for vector in 0..<vectors {
      let (alongX, alongY) = (position.x - x[vector], position.y - y[vector])
      let weight = 1 / (1 + alongX * alongX + alongY * alongY)
      let (pull, push) = (probabilities[row + vector] * weight, weight * weight)
      pullX += pull * alongX
      pullY += pull * alongY
      pushX += push * alongX
      pushY += push * alongY
      sum += weight
    }
    return (SIMD2(pullX.sum(), pullY.sum()), SIMD2(pushX.sum(), pushY.sum()), sum.sum())
  }
}
