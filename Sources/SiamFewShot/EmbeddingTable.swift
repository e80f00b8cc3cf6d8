package import SiamTensors

/// One vector an image: embeddings, features before they are brought to unit length, or raw pixels.
package final class EmbeddingTable {
  package let rows: Int
  package let dimension: Int
  /// `rows × dimension`, row-major.
  package let values: FloatBuffer
  /// Whether every row's length is 1 or 0, so that squared distances lie in 0…4.
  package let isUnitLength: Bool

  /// A zeroed table; whoever fills it answers for `isUnitLength`.
  package init(rows: Int, dimension: Int, isUnitLength: Bool = false) throws(TensorError) {
    self.rows = rows
    self.dimension = dimension
    self.isUnitLength = isUnitLength
    values = try FloatBuffer(count: rows * dimension)
  }

  package func row(_ index: Int) -> FloatBuffer { values.slice(index * dimension..<(index + 1) * dimension) }

  /// The squared Euclidean distance of two rows.
  package func squaredDistance(_ first: Int, _ second: Int) -> Float {
    values.withSpan { values in
      var sum: Float = 0
      for offset in 0..<dimension {
        let difference = values[first * dimension + offset] - values[second * dimension + offset]
        sum += difference * difference
      }
      return sum
    }
  }

  /// The same rows at unit length; rows of zeros stay zero.
  package func normalized() throws(TensorError) -> EmbeddingTable {
    let table = try EmbeddingTable(rows: rows, dimension: dimension, isUnitLength: true)
    values.withSpan { source in
      table.values.withMutableSpan { destination in
        for row in 0..<rows {
          let range = row * dimension..<(row + 1) * dimension
          var sum: Float = 0
          for index in range { sum += source[index] * source[index] }
          let inverse = sum > 0 ? 1 / sum.squareRoot() : 0
          for index in range { destination[index] = source[index] * inverse }
        }
      }
    }
    return table
  }
}
