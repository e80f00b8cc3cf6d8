/// Normalisation, distances and covariance of rows, by their definitions.
package enum PlainEmbeddings {
  /// Returns each row divided by its norm; zero rows stay zero.
  package static func normalized(_ features: Numbers) -> Numbers {
    let dimension = features.shape[1]
    var result = features
    for row in 0..<features.shape[0] {
      let range = row * dimension..<(row + 1) * dimension
      let length = features.values[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
      for index in range where length > 0 { result.values[index] /= length }
    }
    return result
  }

  /// Returns the squared Euclidean distances between rows, `count × count`.
  package static func squaredDistances(_ rows: Numbers) -> Numbers {
    let (count, dimension) = (rows.shape[0], rows.shape[1])
    var distances = Numbers(zeros: [count, count])
    for first in 0..<count {
      for second in 0..<first {
        var sum = 0.0
        var index = 0
        while index < dimension {
          let difference = rows.values[first * dimension + index] - rows.values[second * dimension + index]
          sum += difference * difference
          index += 1
        }
        distances.values[first * count + second] = sum
        distances.values[second * count + first] = sum
      }
    }
    return distances
  }

  /// Returns the covariance of rows, normalised by their number.
  package static func covariance(_ rows: Numbers) -> Numbers {
    let (count, dimension) = (rows.shape[0], rows.shape[1])
    var centred = rows
    for column in 0..<dimension {
      let mean = (0..<count).reduce(0) { $0 + rows.values[$1 * dimension + column] } / Double(count)
      for row in 0..<count { centred.values[row * dimension + column] -= mean }
    }
    var covariance = plainProduct(centred.transposed, centred)
    for index in covariance.values.indices { covariance.values[index] /= Double(count) }
    return covariance
  }
}
