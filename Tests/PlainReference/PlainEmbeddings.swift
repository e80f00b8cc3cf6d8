/// Rows brought to unit length, and their squared distances summed up difference by difference.
package enum PlainEmbeddings {
  /// Each row divided by its length; a row of zeros stays one.
  package static func normalized(_ features: Numbers) -> Numbers {
    let dimension = features.shape[1]
    var result = features
    for row in 0..<features.shape[0] {
      let places = row * dimension..<(row + 1) * dimension
      let length = features.values[places].reduce(0) { $0 + $1 * $1 }.squareRoot()
      for place in places where length > 0 { result.values[place] /= length }
    }
    return result
  }

  /// `count × count` squared Euclidean distances of rows.
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

  /// The covariance of rows, divided by their number.
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
