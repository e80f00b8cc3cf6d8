package import SiamTensors

/// A table with one vector per image: embeddings, features before normalisation, or raw pixels.
package final class EmbeddingTable {
  /// The number of vectors.
  package let rows: Int
  /// The length of a vector.
  package let dimension: Int
  /// The vectors, `rows × dimension`, row-major.
  package let values: FloatBuffer
  /// Whether every row has the norm 1 or 0, so that squared distances are in 0…4.
  package let isUnitLength: Bool

  /// Creates a zeroed table; the caller fills it, in accordance with `isUnitLength`.
  package init(rows: Int, dimension: Int, isUnitLength: Bool = false) throws(TensorError) {
    self.rows = rows
    self.dimension = dimension
    self.isUnitLength = isUnitLength
    values = try FloatBuffer(count: rows * dimension)
  }

  /// Returns a view of a row.
  package func row(_ index: Int) -> FloatBuffer { values.slice(index * dimension..<(index + 1) * dimension) }

  /// Returns the squared Euclidean distance of two rows.
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

  /// Returns a table of the same rows, L2-normalised; zero rows stay zero.
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
