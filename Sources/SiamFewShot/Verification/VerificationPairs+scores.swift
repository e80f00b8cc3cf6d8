package import SiamTensors

extension VerificationPairs {
  /// Each pair's negated squared Euclidean distance, −4…0 over unit vectors: higher is more alike.
  package func scores(_ table: EmbeddingTable) -> [Float] {
    pairs.map { -table.squaredDistance($0.first, $0.second) }
  }

  /// Each pair's logit by the pair head, any number: higher is more alike.
  package func scores(_ head: PairLogits) throws(TensorError) -> [Float] {
    var logits: [Float] = []
    try head.measure(pairs.map { ($0.first, $0.second) }, into: &logits)
    return logits
  }
}
