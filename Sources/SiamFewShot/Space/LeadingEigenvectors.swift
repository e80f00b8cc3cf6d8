import SiamTensors

/// The largest eigenvalues of a symmetric, positive semidefinite matrix with their eigenvectors.
///
/// They are computed by orthogonal iteration with more columns than requested: convergence then depends on the ratio to
/// the first eigenvalue without a column, so that close eigenvalues don't slow it down.
///
/// Source: Golub and Van Loan, Matrix Computations, 4th edition, chapter 8 (orthogonal iteration with Ritz
/// acceleration).
struct LeadingEigenvectors {
  /// The eigenvalues in descending order; as many as requested, or fewer for a small matrix.
  private(set) var eigenvalues: [Double] = []
  /// The eigenvector of each eigenvalue, of length 1, or of length 0 if the rank of the matrix is too low.
  private(set) var eigenvectors: [[Double]] = []

  private static let columns = 8
  private static let maxIterations = 100
  /// The maximum residual relative to the largest eigenvalue, about the precision of a float.
  private static let tolerance = 1e-7

  /// Computes the `count` largest eigenvalues, at most 8, of a `size × size` row-major matrix.
  init(_ matrix: [Float], size: Int, count: Int) {
    let columns = min(Self.columns, size)
    let resultCount = min(count, columns)
    guard resultCount > 0 else { return }
    var generator = SeededGenerator(seed: 0, purpose: .layout)
    var basis = (0..<columns).map { _ in (0..<size).map { _ in Double(generator.symmetric(1)) } }
    for _ in 0..<Self.maxIterations {
      Self.orthonormalize(&basis)
      let images = basis.map { Self.multiply(matrix, $0) }
      let small = SymmetricEigenproblem(
        (0..<columns * columns).map { Self.dot(basis[$0 / columns], images[$0 % columns]) }, size: columns)
      basis = Self.combine(basis, small.eigenvectors)
      let rotated = Self.combine(images, small.eigenvectors)
      eigenvalues = Array(small.eigenvalues.prefix(resultCount))
      eigenvectors = Array(basis.prefix(resultCount))
      let residuals = (0..<resultCount).map { Self.residual(rotated[$0], small.eigenvalues[$0], basis[$0]) }
      guard residuals.contains(where: { $0 > Self.tolerance * small.eigenvalues[0] }) else { break }
      basis = rotated
    }
  }

  /// Returns the length of A v − λ v.
  private static func residual(_ image: [Double], _ eigenvalue: Double, _ vector: [Double]) -> Double {
    var sum = 0.0
    for index in image.indices {
      let difference = image[index] - eigenvalue * vector[index]
      sum += difference * difference
    }
    return sum.squareRoot()
  }

  /// Orthonormalises the columns by applying Gram–Schmidt twice; columns that depend on earlier ones become 0.
  private static func orthonormalize(_ basis: inout [[Double]]) {
    for current in basis.indices {
      let before = dot(basis[current], basis[current]).squareRoot()
      for _ in 0..<2 {
        for earlier in basis[..<current] {
          let share = dot(basis[current], earlier)
          for index in earlier.indices { basis[current][index] -= share * earlier[index] }
        }
      }
      let length = dot(basis[current], basis[current]).squareRoot()
      let inverse = length > 1e-12 * before ? 1 / length : 0
      for index in basis[current].indices { basis[current][index] *= inverse }
    }
  }

  private static func multiply(_ matrix: [Float], _ vector: [Double]) -> [Double] {
    vector.indices.map { row in
      var sum = 0.0
      for column in vector.indices { sum += Double(matrix[row * vector.count + column]) * vector[column] }
      return sum
    }
  }

  /// Returns columns of which column k is the sum of the given columns, weighted by column k of `weights`.
  private static func combine(_ columns: [[Double]], _ weights: [Double]) -> [[Double]] {
    columns.indices.map { target in
      var sum = Array(repeating: 0.0, count: columns[target].count)
      for (other, column) in columns.enumerated() {
        let weight = weights[other * columns.count + target]
        for index in sum.indices { sum[index] += weight * column[index] }
      }
      return sum
    }
  }

  private static func dot(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for index in one.indices { sum += one[index] * other[index] }
    return sum
  }
}
