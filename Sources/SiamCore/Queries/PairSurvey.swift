/// A request to verify pairs: to measure how well similarities separate same-class from different-class pairs.
public struct PairsQuery: Equatable, Sendable {
  /// The number of same-class pairs, and of different-class pairs (default: 4,000).
  public var count: Int
  /// The seed; equal seeds draw equal pairs (default: 0).
  public var seed: UInt64

  /// Creates a request.
  public init(count: Int = 4_000, seed: UInt64 = 0) {
    self.count = count
    self.seed = seed
  }
}

/// The similarities of pairs from classes that were not trained on.
public struct PairSurvey: Equatable, Sendable {
  /// The number of training steps of the network.
  public var step: Int
  /// The source of the similarities: `pair-similarity` of the pair head, or `distance`.
  public var score: String
  /// The similarities of same-class pairs, counted in `bins` equal bins over 0…1.
  public var same: [Int]
  /// The similarities of different-class pairs, counted in `bins` equal bins over 0…1.
  public var different: [Int]
  /// The area under the ROC curve, 0…1.
  public var auc: Float
  /// The equal error rate, 0…1.
  public var eer: Float
  /// The similarity, 0…1, with the highest accuracy on these pairs.
  public var threshold: Float
  /// The worst errors, alternately different-class pairs with high similarity and same-class pairs with low similarity.
  public var mostWrong: [ComparedPair]
  /// The mean of |h1 − h2| over same-class pairs, per dimension.
  public var sameDifferences: [Float]
  /// The mean of |h1 − h2| over different-class pairs, per dimension.
  public var differentDifferences: [Float]

  /// The number of bins of `same` and `different`.
  public static let bins = 400

  /// Creates a survey.
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

/// A pair of images and their similarity.
public struct ComparedPair: Equatable, Sendable {
  /// The first image.
  public var first: ImageID
  /// The second image.
  public var second: ImageID
  /// The name of the first image's class.
  public var firstClass: String
  /// The name of the second image's class.
  public var secondClass: String
  /// Whether both images are of the same class.
  public var isSame: Bool
  /// The similarity, 0…1.
  public var similarity: Float
  /// The squared distance of the embeddings, 0…4.
  public var distance: Float
  /// |h1 − h2| per dimension, of the features that the pair head compares or, without a pair head, of the embeddings.
  public var differences: [Float]

  /// Creates a pair.
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
