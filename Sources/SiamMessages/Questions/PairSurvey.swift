/// Asks how well pairs are told apart.
public struct PairsQuestion: Equatable, Sendable {
  /// Pairs of each kind, same and different.
  public var count: Int
  /// The same seed draws the same pairs.
  public var seed: UInt64

  /// Asks how well pairs are told apart.
  public init(count: Int = 4_000, seed: UInt64 = 0) {
    self.count = count
    self.seed = seed
  }
}

/// Similarities of pairs of classes never trained on.
public struct PairSurvey: Equatable, Sendable {
  /// Steps taken by the network that compared.
  public var step: Int
  /// What similarities are read from: `pair-similarity` of the pair head, or `distance`.
  public var score: String
  /// Similarities of same pairs, counted in equal bins over 0…1.
  public var same: [Int]
  /// Similarities of different pairs, counted in equal bins over 0…1.
  public var different: [Int]
  /// Area under the ROC, 0…1.
  public var auc: Float
  /// The equal error rate, 0…1.
  public var eer: Float
  /// The similarity with the highest accuracy on these pairs.
  public var threshold: Float
  /// The most wrong pairs first: different ones that look the same and same ones that don't, by turns.
  public var mostWrong: [ComparedPair]
  /// For each dimension the mean of |h1 − h2| over same pairs.
  public var sameDifferences: [Float]
  /// For each dimension the mean of |h1 − h2| over different pairs.
  public var differentDifferences: [Float]

  /// Bins of `same` and `different`.
  public static let bins = 400

  /// Similarities of pairs.
  public init(
    step: Int, score: String, same: [Int], different: [Int], auc: Float, eer: Float, threshold: Float,
    mostWrong: [ComparedPair], sameDifferences: [Float], differentDifferences: [Float]
  ) {
    self.step = step
    self.score = score
    self.same = same
    self.different = different
    self.auc = auc
    self.eer = eer
    self.threshold = threshold
    self.mostWrong = mostWrong
    self.sameDifferences = sameDifferences
    self.differentDifferences = differentDifferences
  }
}

/// A pair as the network sees it.
public struct ComparedPair: Equatable, Sendable {
  /// One image.
  public var first: ImageID
  /// The other.
  public var second: ImageID
  /// What the first image's class is called.
  public var firstClass: String
  /// What the second image's class is called.
  public var secondClass: String
  /// Whether they are of one class.
  public var isSame: Bool
  /// 0…1.
  public var similarity: Float
  /// Of their embeddings, squared, 0…4.
  public var distance: Float
  /// |h1 − h2|, a number a dimension: of the features the pair head compares, else of the embeddings.
  public var differences: [Float]

  /// A pair as the network sees it.
  public init(
    first: ImageID, second: ImageID, firstClass: String, secondClass: String, isSame: Bool, similarity: Float,
    distance: Float, differences: [Float]
  ) {
    self.first = first
    self.second = second
    self.firstClass = firstClass
    self.secondClass = secondClass
    self.isSame = isSame
    self.similarity = similarity
    self.distance = distance
    self.differences = differences
  }
}
