package import SiamTensors

extension VerificationPairs {
  /// Each pair's negated squared Euclidean distance, −4…0 over unit vectors: higher is more alike.
  package func scores(_ table: EmbeddingTable) -> [Float] {
    let dimension = table.dimension
    return table.values.withSpan { values in
      pairs.map { pair in
        let (first, second) = (pair.first * dimension, pair.second * dimension)
        var sum: Float = 0
        for offset in 0..<dimension {
          let difference = values[first + offset] - values[second + offset]
          sum += difference * difference
        }
        return -sum
      }
    }
  }

  /// Each pair's logit by the pair head, any number: higher is more alike.
  package func scores(_ head: PairLogits) throws(TensorError) -> [Float] {
    var logits: [Float] = []
    try head.measure(pairs.map { ($0.first, $0.second) }, into: &logits)
    return logits
  }
}
