internal import SiamFewShot
internal import SiamMessages
internal import SiamNetworks
internal import SiamTensors

/// How alike two images are, 0…1: the pair head's similarity where a network has a head, else `1 − d/4` of the squared
/// distance d of their embeddings.
struct PairSimilarities {
  private let context: ComputeContext
  private let network: Network

  init(_ context: ComputeContext, _ network: Network) {
    self.context = context
    self.network = network
  }

  /// What the similarity is read from.
  static func name(_ network: Network) -> String { network.hasPairHead ? "pair-similarity" : "distance" }

  /// The similarity that a score is.
  func similarity(_ score: Float) -> Float {
    network.hasPairHead ? PairHead.similarity(score) : min(max(1 + score / 4, 0), 1)
  }

  /// How alike the rows of each pair are: the pair head's logit, or the squared distance with its sign turned. Unlike
  /// similarities, scores near the ends of their range don't tie by rounding.
  func measure(_ pairs: VerificationPairs, _ table: EmbeddedImages) throws(TensorError) -> [Float] {
    guard network.hasPairHead else { return pairs.scores(table.embeddings) }
    return try pairs.scores(PairLogits(context, table.features, parameters: network.parameters))
  }

  /// The same of two rows.
  func measure(_ first: Int, _ second: Int, _ table: EmbeddedImages) throws(TensorError) -> Float {
    try measure(VerificationPairs([.init(first: first, second: second, isSame: false)]), table)[0]
  }

  /// The pairs that choose a threshold, each class given as its rows; nil where there are none of both kinds.
  static func pairs(_ rows: [[Int]], seed: UInt64) -> VerificationPairs? {
    do throws(FewShotError) {
      return try VerificationPairs(rows, count: thresholdPairs, seed: seed)
    } catch {
      return nil
    }
  }

  /// How well pairs are told apart.
  func verification(_ pairs: VerificationPairs, _ table: EmbeddedImages) throws -> Verification {
    try Verification(scores: try measure(pairs, table), isSame: pairs.isSame)
  }

  /// The threshold that tells the pairs of a verification best.
  func threshold(_ verification: Verification, chosenOn side: String) -> SimilarityThreshold {
    let best = verification.bestThreshold
    return SimilarityThreshold(
      score: best, similarity: similarity(best), chosenOn: side, accuracy: Float(verification.accuracy(at: best)))
  }

  /// The threshold that tells pairs of some classes best; nil where they make no pairs of both kinds.
  func threshold(
    _ rows: [[Int]], _ table: EmbeddedImages, chosenOn side: String, seed: UInt64
  ) throws -> SimilarityThreshold? {
    try Self.pairs(rows, seed: seed).map { threshold(try verification($0, table), chosenOn: side) }
  }

  /// Pairs of each kind that choose a threshold.
  static let thresholdPairs = 4_000
}
