import SiamNetworks
package import SiamTensors

/// Computes the pair head's logits for pairs of rows; higher means more similar, and the sigmoid is the similarity.
package final class PairLogits {
  private let context: ComputeContext
  private let table: EmbeddingTable
  private let parameters: ParameterStore
  private var head: PairHead?

  /// The maximum number of floats in the head's input, which bounds the memory for long features and many pairs.
  private static let maxInputFloats = 1 << 22

  /// Creates logits for rows of a table of features before normalisation.
  package init(_ context: ComputeContext, _ table: EmbeddingTable, parameters: ParameterStore) {
    self.context = context
    self.table = table
    self.parameters = parameters
  }

  /// Overwrites `logits` with one logit per pair of rows; replans if the number of pairs has changed.
  package func measure(_ pairs: [(first: Int, second: Int)], into logits: inout [Float]) throws(TensorError) {
    if logits.count != pairs.count { logits = Array(repeating: 0, count: pairs.count) }
    guard !pairs.isEmpty else { return }
    let head = try planned(min(pairs.count, max(1, Self.maxInputFloats / table.dimension)))
    if head.pairs == pairs.count {
      setDifferences(head, pairs[...])
      try head.forward()
      head.logits.copy(into: &logits)
      return
    }
    for start in stride(from: 0, to: pairs.count, by: head.pairs) {
      let part = pairs[start..<min(start + head.pairs, pairs.count)]
      setDifferences(head, part)
      try head.forward()
      head.logits.withSpan { partLogits in
        for offset in 0..<part.count { logits[start + offset] = partLogits[offset] }
      }
    }
  }

  private func planned(_ pairs: Int) throws(TensorError) -> PairHead {
    if let head, head.pairs == pairs { return head }
    let planned = try PairHead(
      context, dimension: table.dimension, parameters: parameters, pairs: pairs, mode: .inference)
    head = planned
    return planned
  }

  private func setDifferences(_ head: PairHead, _ pairs: ArraySlice<(first: Int, second: Int)>) {
    let dimension = table.dimension
    head.differences.withMutableSpan { differences in
      table.values.withSpan { features in
        var position = 0
        for pair in pairs {
          let (first, second) = (pair.first * dimension, pair.second * dimension)
          for offset in 0..<dimension {
            differences[position] = abs(features[first + offset] - features[second + offset])
            position += 1
          }
        }
      }
    }
  }
}
