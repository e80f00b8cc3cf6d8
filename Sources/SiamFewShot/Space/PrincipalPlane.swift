package import SiamTensors

/// The projection of embeddings to their first two principal components.
///
/// Source: Pearson 1901, On Lines and Planes of Closest Fit to Systems of Points in Space.
package struct PrincipalPlane {
  /// The coordinates of each row along the first and second principal component; their mean is at the origin.
  package let positions: [SIMD2<Float>]
  /// The total variance: the rows' mean squared distance to their mean.
  package let variance: Float

  /// Fits the plane to some rows of a table.
  ///
  /// It decomposes the smaller of two matrices with the same eigenvalues: the covariance, `dimension × dimension`, or
  /// the inner products of the centred rows, `rows × rows`.
  package init(_ context: ComputeContext, _ table: EmbeddingTable, rows: [Int]) throws(TensorError) {
    guard !rows.isEmpty, table.dimension > 0 else {
      (positions, variance) = ([], 0)
      return
    }
    let (count, dimension) = (rows.count, table.dimension)
    let centred = Self.centred(table, rows)
    let byDimension = dimension <= count
    let size = byDimension ? dimension : count
    let factor = try FloatBuffer(count: count * dimension)
    factor.copy(from: byDimension ? Self.transposed(centred, rows: count) : centred)
    let product = try MatrixProduct(
      context, rows: size, inner: byDimension ? count : dimension, columns: size, left: factor, right: factor,
      transposingRight: true)
    try product.multiply()
    let matrix = product.product.values
    var total = 0.0
    for index in 0..<size { total += Double(matrix[index * size + index]) }
    variance = Float(total / Double(count))
    let leading = LeadingEigenvectors(matrix, size: size, count: 2)
    var positions = Array(repeating: SIMD2<Float>.zero, count: count)
    for (axis, vector) in leading.eigenvectors.enumerated() {
      let length = max(leading.eigenvalues[axis], 0).squareRoot()
      for row in 0..<count {
        if byDimension {
          var sum = 0.0
          for index in 0..<dimension { sum += Double(centred[row * dimension + index]) * vector[index] }
          positions[row][axis] = Float(sum)
        } else {
          positions[row][axis] = Float(vector[row] * length)
        }
      }
    }
    self.positions = positions
  }

  private static func centred(_ table: EmbeddingTable, _ rows: [Int]) -> [Float] {
    let dimension = table.dimension
    return table.values.withSpan { values in
      var means = Array(repeating: 0.0, count: dimension)
      for row in rows { for index in 0..<dimension { means[index] += Double(values[row * dimension + index]) } }
      var centred: [Float] = []
      centred.reserveCapacity(rows.count * dimension)
      for row in rows {
        for index in 0..<dimension {
          centred.append(values[row * dimension + index] - Float(means[index] / Double(rows.count)))
        }
      }
      return centred
    }
  }

  private static func transposed(_ values: [Float], rows: Int) -> [Float] {
    let columns = values.count / rows
    var transposed = values
    for row in 0..<rows {
      for column in 0..<columns { transposed[column * rows + row] = values[row * columns + column] }
    }
    return transposed
  }
}
