/// How often queries of one class were named as another, over all episodes.
public struct Confusions: Equatable, Sendable {
  /// A class's queries that were named one way.
  public struct Confusion: Equatable, Sendable {
    /// The queries' class, as `Episode.classes` has it.
    public var truth: Int
    /// What they were named, as `Episode.classes` has it.
    public var prediction: Int
    /// How many.
    public var count: Int

    /// Some queries of one class that were named one way.
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

  /// Nothing counted yet.
  public init() {}

  /// Counts a query: its class, and what it was named; nil on a tie.
  public mutating func add(truth: Int, prediction: Int?) {
    counts[Pair(truth: truth, prediction: prediction), default: 0] += 1
  }

  /// The queries of a class that were named so; nil for those that a tie left unnamed.
  public func count(truth: Int, prediction: Int?) -> Int { counts[Pair(truth: truth, prediction: prediction)] ?? 0 }

  /// All queries counted.
  public var queries: Int { counts.values.reduce(0, +) }

  /// Queries that a tie left unnamed.
  public var ties: Int { counts.reduce(0) { $0 + ($1.key.prediction == nil ? $1.value : 0) } }

  /// The most frequent confusions of two classes, the most frequent first; of equally frequent ones those whose truth,
  /// and then whose prediction, has the smaller number.
  public func mostFrequent(_ limit: Int) -> [Confusion] {
    let wrong = counts.compactMap { pair, count -> Confusion? in
      guard let prediction = pair.prediction, prediction != pair.truth else { return nil }
      return Confusion(truth: pair.truth, prediction: prediction, count: count)
    }
    let sorted = wrong.sorted { ($1.count, $0.truth, $0.prediction) < ($0.count, $1.truth, $1.prediction) }
    return Array(sorted.prefix(max(limit, 0)))
  }
}
