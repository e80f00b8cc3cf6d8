internal import SiamNetworks
package import SiamTensors

/// The pair head's logits of pairs of rows: higher is more alike, any number; a sigmoid makes a similarity of it.
package final class PairLogits {
  private let context: ComputeContext
  private let table: EmbeddingTable
  private let parameters: ParameterStore
  private var head: PairHead?

  /// The head sees so many floats at once, so that the widest features and largest support sets need no more memory.
  private static let floatsAtOnce = 1 << 22

  /// Over a table of features before they are brought to unit length.
  package init(_ context: ComputeContext, _ table: EmbeddingTable, parameters: ParameterStore) {
    self.context = context
    self.table = table
    self.parameters = parameters
  }

  /// Overwrites `logits` with a number for each pair of rows; it plans when the number of pairs changes.
  package func measure(_ pairs: [(first: Int, second: Int)], into logits: inout [Float]) throws(TensorError) {
    if logits.count != pairs.count { logits = Array(repeating: 0, count: pairs.count) }
    guard !pairs.isEmpty else { return }
    let head = try planned(min(pairs.count, max(1, Self.floatsAtOnce / table.dimension)))
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
      head.logits.withSpan { found in
        for offset in 0..<part.count { logits[start + offset] = found[offset] }
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
