/// The pair head by its definition: `dense(ReLU(dense(|h1 − h2|)))`.
package struct PlainPairs {
  /// The first layer's weights, `hidden × dimension`.
  package var firstWeights: Numbers
  package var firstBias: [Double]
  /// The second layer's weights, `1 × hidden`.
  package var secondWeights: Numbers
  package var secondBias: [Double]

  package init(firstWeights: Numbers, firstBias: [Double], secondWeights: Numbers, secondBias: [Double]) {
    (self.firstWeights, self.firstBias) = (firstWeights, firstBias)
    (self.secondWeights, self.secondBias) = (secondWeights, secondBias)
  }

  /// Returns the logit of each pair.
  package func logits(_ features: Numbers, pairs: [(first: Int, second: Int)]) -> [Double] {
    let dimension = features.shape[1]
    return pairs.map { pair in
      let differences = (0..<dimension).map {
        abs(features.values[pair.first * dimension + $0] - features.values[pair.second * dimension + $0])
      }
      var logit = secondBias[0]
      for unit in firstBias.indices {
        let sum = firstBias[unit] + Self.dot(firstWeights.values, from: unit * dimension, differences)
        logit += max(0, sum) * secondWeights.values[unit]
      }
      return logit
    }
  }

  /// Returns Σ weights[start + i] · values[i], with pointers and `while` for speed in debug builds.
  private static func dot(_ weights: [Double], from start: Int, _ values: [Double]) -> Double {
    weights.withUnsafeBufferPointer { weights in
      values.withUnsafeBufferPointer { values in
        var (sum, index) = (0.0, 0)
        while index < values.count {
          sum += weights[start + index] * values[index]
          index += 1
        }
        return sum
      }
    }
  }
}

extension PlainPairs {
  /// All parameters as one list, for central differences.
  package var parameters: [Double] { firstWeights.values + firstBias + secondWeights.values + secondBias }

  /// Returns the same head with other parameters.
  package func with(parameters: [Double]) -> PlainPairs {
    var rest = parameters[...]
    func next(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return PlainPairs(
      firstWeights: Numbers(firstWeights.shape, next(firstWeights.count)), firstBias: next(firstBias.count),
      secondWeights: Numbers(secondWeights.shape, next(secondWeights.count)), secondBias: next(secondBias.count))
  }
}
