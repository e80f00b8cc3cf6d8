/// Counts how often queries of one class were predicted as another, over all episodes.
public struct Confusions: Equatable, Sendable {
  /// The number of queries of one class with the same prediction.
  public struct Confusion: Equatable, Sendable {
    /// The queries' class, numbered as in `Episode.classes`.
    public var truth: Int
    /// The predicted class, numbered as in `Episode.classes`.
    public var prediction: Int
    /// The number of queries.
    public var count: Int

    /// Creates a count of queries of one class with the same prediction.
    public init(truth: Int, prediction: Int, count: Int) {
      self.truth = truth
      self.prediction = prediction
      self.count = count
    }
  }

  private struct Pair: Hashable {
    var truth: Int
    var prediction: Int?
  }

  private var counts: [Pair: Int] = [:]

  /// Creates an empty count.
  public init() {}

  /// Counts a query with its class and its prediction, or nil for a tie.
  public mutating func add(truth: Int, prediction: Int?) {
    counts[Pair(truth: truth, prediction: prediction), default: 0] += 1
  }

  /// Returns the number of queries of a class with a prediction, or with nil for ties.
  public func count(truth: Int, prediction: Int?) -> Int { counts[Pair(truth: truth, prediction: prediction)] ?? 0 }

  /// The number of queries counted.
  public var queries: Int { counts.values.reduce(0, +) }

  /// The number of ties, which have no prediction.
  public var ties: Int { counts.reduce(0) { $0 + ($1.key.prediction == nil ? $1.value : 0) } }

  /// Returns at most `limit` wrong predictions, the most frequent first; equally frequent ones are sorted by the number
  /// of their class, then of their prediction.
  public func mostFrequent(_ limit: Int) -> [Confusion] {
    let wrong = counts.compactMap { pair, count -> Confusion? in
      guard let prediction = pair.prediction, prediction != pair.truth else { return nil }
      return Confusion(truth: pair.truth, prediction: prediction, count: count)
    }
    let sorted = wrong.sorted { ($1.count, $0.truth, $0.prediction) < ($0.count, $1.truth, $1.prediction) }
    return Array(sorted.prefix(max(limit, 0)))
  }
}
