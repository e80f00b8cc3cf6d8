/// The pair head and its loss as their definitions read: `dense(ReLU(dense(|h1 − h2|)))`, then binary cross-entropy.
package struct PlainPairs {
  /// `hidden × dimension`.
  package var firstWeights: Numbers
  package var firstBias: [Double]
  /// `1 × hidden`.
  package var secondWeights: Numbers
  package var secondBias: [Double]

  package init(firstWeights: Numbers, firstBias: [Double], secondWeights: Numbers, secondBias: [Double]) {
    (self.firstWeights, self.firstBias) = (firstWeights, firstBias)
    (self.secondWeights, self.secondBias) = (secondWeights, secondBias)
  }

  /// A logit a pair.
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

  /// Σ weights[start + i] · values[i]; with pointers and `while` because debug builds run it a million times.
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
  /// Everything a loss on features depends on, as one list: for central differences.
  package var parameters: [Double] { firstWeights.values + firstBias + secondWeights.values + secondBias }

  /// The same head with other numbers.
  package func with(parameters: [Double]) -> PlainPairs {
    var rest = parameters[...]
    func take(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return PlainPairs(
      firstWeights: Numbers(firstWeights.shape, take(firstWeights.count)), firstBias: take(firstBias.count),
      secondWeights: Numbers(secondWeights.shape, take(secondWeights.count)), secondBias: take(secondBias.count))
  }
}
