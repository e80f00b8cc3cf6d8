import Foundation
package import SiamCore
import SiamNetworks
package import SiamTensors

/// Predicts the class whose support images the pair head finds most similar: the mean over the shots of the similarity.
///
/// A score is the logit of that mean, which for one shot is the head's logit: it has the same order as the mean,
/// without ties where the mean rounds to 1.
///
/// Source: Koch et al. 2015, §4.2 (for one shot).
package final class PairSimilarity: Classifier {
  package let name = ClassifierName.pairSimilarity
  private let table: EmbeddingTable
  private let head: PairLogits
  private var pairs: [(first: Int, second: Int)] = []
  private var logits: [Float] = []

  /// Creates a classifier on a table of features before normalisation, with the head's parameters.
  package init(_ context: ComputeContext, _ table: EmbeddingTable, parameters: ParameterStore) {
    self.table = table
    head = PairLogits(context, table, parameters: parameters)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try episode.prepare(&scores, over: table)
    pairs.removeAll(keepingCapacity: true)
    let supports = Array(episode.support.joined())
    for query in episode.queries.joined() { for support in supports { pairs.append((query, support)) } }
    try head.measure(pairs, into: &logits)
    let shots = episode.support.map(\.count)
    var (index, start) = (0, 0)
    for _ in 0..<episode.queryCount {
      for shot in shots {
        scores[index] = shot == 1 ? logits[start] : Self.meanLogit(logits, start..<start + shot)
        index += 1
        start += shot
      }
    }
  }

  /// Returns `log(p / (1 − p))` for the mean p of the sigmoids, computed from the sums of p and of 1 − p to avoid
  /// cancellation.
  private static func meanLogit(_ logits: [Float], _ range: Range<Int>) -> Float {
    var (same, different) = (0.0, 0.0)
    for index in range {
      let logit = Double(logits[index])
      let small = exp(-abs(logit))
      let (likely, unlikely) = (1 / (1 + small), small / (1 + small))
      same += logit < 0 ? unlikely : likely
      different += logit < 0 ? likely : unlikely
    }
    return Float(log(same) - log(different))
  }

  /// Returns the sigmoid of each score, which is the mean similarity.
  package func similarities(_ scores: [Float]) -> [Float]? { scores.map(PairHead.similarity) }
}
