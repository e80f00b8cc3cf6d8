internal import SiamTensors

/// The largest eigenvalues of a symmetric, positive semidefinite matrix and their eigenvectors.
///
/// By orthogonal iteration with a few more columns than are asked for: what is wanted then converges by the ratio to
/// the first eigenvalue that is not carried along, and neighbouring eigenvalues don't slow it.
///
/// Source: Golub and Van Loan, Matrix Computations, 4th edition, chapter 8 (orthogonal iteration with Ritz
/// acceleration).
struct LeadingEigenvectors {
  /// Falling; as many as were asked for, or as the matrix has.
  private(set) var eigenvalues: [Double] = []
  /// One an eigenvalue, of length 1; of length 0 where the matrix has no such direction.
  private(set) var eigenvectors: [[Double]] = []

  private static let columns = 8
  private static let mostIterations = 100
  /// Of the largest eigenvalue: floats have no more digits.
  private static let tolerance = 1e-7

  /// The `count` leading ones, up to 8, of a `size × size` matrix, row-major.
  init(_ matrix: [Float], size: Int, count: Int) {
    let columns = min(Self.columns, size)
    let wanted = min(count, columns)
    guard wanted > 0 else { return }
    var generator = SeededGenerator(seed: 0, purpose: .layout)
    var basis = (0..<columns).map { _ in (0..<size).map { _ in Double(generator.symmetric(1)) } }
    for _ in 0..<Self.mostIterations {
      Self.orthonormalize(&basis)
      let images = basis.map { Self.multiply(matrix, $0) }
      let small = SymmetricEigenproblem(
        (0..<columns * columns).map { Self.dot(basis[$0 / columns], images[$0 % columns]) }, size: columns)
      basis = Self.combine(basis, small.eigenvectors)
      let turned = Self.combine(images, small.eigenvectors)
      eigenvalues = Array(small.eigenvalues.prefix(wanted))
      eigenvectors = Array(basis.prefix(wanted))
      let residuals = (0..<wanted).map { Self.residual(turned[$0], small.eigenvalues[$0], basis[$0]) }
      guard residuals.contains(where: { $0 > Self.tolerance * small.eigenvalues[0] }) else { break }
      basis = turned
    }
  }

  /// The length of A v − λ v.
  private static func residual(_ image: [Double], _ eigenvalue: Double, _ vector: [Double]) -> Double {
    var sum = 0.0
    for index in image.indices {
      let difference = image[index] - eigenvalue * vector[index]
      sum += difference * difference
    }
    return sum.squareRoot()
  }

  /// Twice Gram–Schmidt; what depends on the columns before it becomes 0.
  private static func orthonormalize(_ basis: inout [[Double]]) {
    for place in basis.indices {
      let before = dot(basis[place], basis[place]).squareRoot()
      for _ in 0..<2 {
        for earlier in basis[..<place] {
          let share = dot(basis[place], earlier)
          for index in earlier.indices { basis[place][index] -= share * earlier[index] }
        }
      }
      let length = dot(basis[place], basis[place]).squareRoot()
      let inverse = length > 1e-12 * before ? 1 / length : 0
      for index in basis[place].indices { basis[place][index] *= inverse }
    }
  }

  private static func multiply(_ matrix: [Float], _ vector: [Double]) -> [Double] {
    vector.indices.map { row in
      var sum = 0.0
      for column in vector.indices { sum += Double(matrix[row * vector.count + column]) * vector[column] }
      return sum
    }
  }

  /// Column k of the result is Σ of the given columns, weighted by column k of `weights`.
  private static func combine(_ columns: [[Double]], _ weights: [Double]) -> [[Double]] {
    columns.indices.map { place in
      var sum = Array(repeating: 0.0, count: columns[place].count)
      for (other, column) in columns.enumerated() {
        let weight = weights[other * columns.count + place]
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
