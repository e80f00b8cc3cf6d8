package import SiamFewShot
package import SiamCore
package import SiamNetworks
package import SiamTensors

/// Computes the similarity of two images, 0…1: the pair head's, or, without a pair head, `1 − d/4` where d is the
/// squared distance of their embeddings.
package struct PairSimilarities {
  private let context: ComputeContext
  private let network: Network

  /// Compares images that a network embedded.
  package init(_ context: ComputeContext, _ network: Network) {
    self.context = context
    self.network = network
  }

  /// The name of the score that similarities are computed from.
  package static func name(_ network: Network) -> String { network.hasPairHead ? "pair-similarity" : "distance" }

  /// Converts a score to a similarity, 0…1.
  package func similarity(_ score: Float) -> Float {
    network.hasPairHead ? PairHead.similarity(score) : min(max(1 + score / 4, 0), 1)
  }

  /// Returns the score of each pair: the pair head's logit, or the negated squared distance.
  ///
  /// Unlike similarities, scores near the ends of the range don't become equal by rounding.
  package func measure(_ pairs: VerificationPairs, _ table: EmbeddedImages) throws(TensorError) -> [Float] {
    guard network.hasPairHead else { return pairs.scores(table.embeddings) }
    return try pairs.scores(PairLogits(context, table.features, parameters: network.parameters))
  }

  /// Returns the score of two rows.
  package func measure(_ first: Int, _ second: Int, _ table: EmbeddedImages) throws(TensorError) -> Float {
    try measure(VerificationPairs([.init(first: first, second: second, isSame: false)]), table)[0]
  }

  /// Draws the pairs by which the threshold is chosen, from the rows of each class; nil if there are too few images.
  package static func pairs(_ rows: [[Int]], seed: UInt64) throws(FewShotError) -> VerificationPairs? {
    do throws(FewShotError) {
      return try VerificationPairs(rows, count: thresholdPairs, seed: seed)
    } catch .tooFewForPairs {
      return nil
    }
  }

  /// Evaluates verification on pairs.
  package func verification(_ pairs: VerificationPairs, _ table: EmbeddedImages) throws -> Verification {
    try Verification(scores: try measure(pairs, table), isSame: pairs.isSame)
  }

  /// Returns the most accurate threshold of a verification.
  package func threshold(_ verification: Verification, chosenOn split: String) -> SimilarityThreshold {
    let best = verification.bestThreshold
    return SimilarityThreshold(
      score: best, similarity: similarity(best), chosenOn: split, accuracy: Float(verification.accuracy(at: best)))
  }

  /// Returns the most accurate threshold for pairs of classes, or nil if there are too few images.
  package func threshold(
    _ rows: [[Int]], _ table: EmbeddedImages, chosenOn split: String, seed: UInt64
  ) throws -> SimilarityThreshold? {
    try Self.pairs(rows, seed: seed).map { threshold(try verification($0, table), chosenOn: split) }
  }

  /// The number of pairs of the same class, and of different classes, by which the threshold is chosen.
  package static let thresholdPairs = 4_000
}
