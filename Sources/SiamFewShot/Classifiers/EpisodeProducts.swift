import SiamTensors

/// Computes the inner products of an episode's rows and its support rows, or their means, as one matrix product.
///
/// It plans only when the number of rows or columns changes, so once for episodes of the same setting.
final class EpisodeProducts {
  private let context: ComputeContext
  private let table: EmbeddingTable
  private var plan: MatrixProduct?
  private var rowLengths: [Float] = []
  private var columnLengths: [Float] = []
  private var values: [Float] = []

  /// Creates products for the rows of a table.
  init(_ context: ComputeContext, _ table: EmbeddingTable) {
    self.context = context
    self.table = table
  }

  /// Computes the product of the table's row `rows[i]` and the mean of its rows `columns[j]` for all i and j.
  ///
  /// - Returns: `rows × columns`, row-major, in memory that the next call overwrites.
  func multiply(rows: [Int], columns: [[Int]]) throws(TensorError) -> FloatBuffer {
    let product = try planned(rows.count, columns.count)
    let dimension = table.dimension
    for (index, row) in rows.enumerated() {
      let target = product.left.slice(index * dimension..<(index + 1) * dimension)
      target.copy(from: table.row(row))
      rowLengths[index] = Self.squaredLength(target)
    }
    for (index, members) in columns.enumerated() {
      let target = product.right.slice(index * dimension..<(index + 1) * dimension)
      setMean(target, of: members)
      columnLengths[index] = Self.squaredLength(target)
    }
    try product.multiply()
    return product.product
  }

  /// Computes the squared Euclidean distances of rows and column means, `rows × columns`.
  ///
  /// The distances of equal vectors can be slightly below 0 due to rounding.
  func squaredDistances(rows: [Int], columns: [[Int]]) throws(TensorError) -> [Float] {
    try multiply(rows: rows, columns: columns).copy(into: &values)
    Self.replace(&values, rowLengths, columnLengths) { product, row, column in row + column - 2 * product }
    return values
  }

  /// Computes the cosines of rows and column means, −1…1, `rows × columns`; the cosine with a zero vector is 0.
  func cosines(rows: [Int], columns: [[Int]]) throws(TensorError) -> [Float] {
    try multiply(rows: rows, columns: columns).copy(into: &values)
    Self.replace(&values, rowLengths, columnLengths) { product, row, column in
      let length = row.squareRoot() * column.squareRoot()
      return length == 0 ? 0 : product / length
    }
    return values
  }

  private func planned(_ rows: Int, _ columns: Int) throws(TensorError) -> MatrixProduct {
    if let plan, rowLengths.count == rows, columnLengths.count == columns { return plan }
    let product = try MatrixProduct(
      context, rows: rows, inner: table.dimension, columns: columns, transposingRight: true)
    rowLengths = Array(repeating: 0, count: rows)
    columnLengths = Array(repeating: 0, count: columns)
    values = Array(repeating: 0, count: rows * columns)
    plan = product
    return product
  }

  private func setMean(_ target: FloatBuffer, of members: [Int]) {
    guard members.count > 1 else {
      if let row = members.first { target.copy(from: table.row(row)) }
      return
    }
    let share = 1 / Float(members.count)
    target.fill(0)
    for row in members {
      table.row(row).withSpan { source in
        target.withMutableSpan { sum in for index in 0..<sum.count { sum[index] += share * source[index] } }
      }
    }
  }

  private static func replace(
    _ values: inout [Float], _ rows: [Float], _ columns: [Float],
    by change: (_ product: Float, _ row: Float, _ column: Float) -> Float
  ) {
    var index = 0
    for row in rows {
      for column in columns {
        values[index] = change(values[index], row, column)
        index += 1
      }
    }
  }

  private static func squaredLength(_ buffer: FloatBuffer) -> Float {
    buffer.withSpan { values in
      var sum: Float = 0
      for index in 0..<values.count { sum += values[index] * values[index] }
      return sum
    }
  }
}
