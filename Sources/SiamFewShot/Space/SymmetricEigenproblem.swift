/// All eigenvalues and eigenvectors of a small symmetric matrix, computed by Jacobi rotations.
///
/// Source: Golub and Van Loan, Matrix Computations, 4th edition, chapter 8 (cyclic Jacobi).
struct SymmetricEigenproblem {
  /// The eigenvalues in descending order.
  let eigenvalues: [Double]
  /// The orthonormal eigenvectors, `size × size`, with that of eigenvalue k in column k.
  let eigenvectors: [Double]

  /// More sweeps than any finite matrix needs, as convergence is quadratic.
  private static let maxSweeps = 30

  /// Decomposes a `size × size` row-major matrix, which must be symmetric.
  init(_ matrix: [Double], size: Int) {
    var rest = matrix
    var vectors = Array(repeating: 0.0, count: size * size)
    for index in 0..<size { vectors[index * size + index] = 1 }
    let scale = matrix.reduce(0) { $0 + $1 * $1 }
    for _ in 0..<Self.maxSweeps {
      var offDiagonal = 0.0
      for row in 0..<size {
        for column in 0..<row { offDiagonal += rest[row * size + column] * rest[row * size + column] }
      }
      // This also ends the loop for NaN.
      guard offDiagonal > 1e-30 * scale else { break }
      for row in 0..<size {
        for column in row + 1..<max(row + 1, size) { Self.rotate(&rest, &vectors, size, row, column) }
      }
    }
    let order = (0..<size).sorted { rest[$0 * size + $0] > rest[$1 * size + $1] }
    eigenvalues = order.map { rest[$0 * size + $0] }
    eigenvectors = (0..<size * size).map { vectors[$0 / size * size + order[$0 % size]] }
  }

  /// Rotates axes p and q so that their off-diagonal entry becomes 0.
  private static func rotate(_ matrix: inout [Double], _ vectors: inout [Double], _ size: Int, _ p: Int, _ q: Int) {
    let entry = matrix[p * size + q]
    guard entry != 0 else { return }
    let ratio = (matrix[q * size + q] - matrix[p * size + p]) / (2 * entry)
    let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for index in 0..<size {
      let (one, other) = (matrix[index * size + p], matrix[index * size + q])
      matrix[index * size + p] = cosine * one - sine * other
      matrix[index * size + q] = sine * one + cosine * other
    }
    for index in 0..<size {
      let (one, other) = (matrix[p * size + index], matrix[q * size + index])
      matrix[p * size + index] = cosine * one - sine * other
      matrix[q * size + index] = sine * one + cosine * other
    }
    for index in 0..<size {
      let (one, other) = (vectors[index * size + p], vectors[index * size + q])
      vectors[index * size + p] = cosine * one - sine * other
      vectors[index * size + q] = sine * one + cosine * other
    }
  }
}
