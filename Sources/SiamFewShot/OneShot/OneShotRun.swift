package import SiamMessages
package import SiamTensors

/// One of Omniglot's official one-shot runs: a support image of each of 20 characters, and 20 queries, drawn by others.
///
/// Source: Lake et al. 2015, Human-level concept learning through probabilistic program induction, figure 1B; 20 runs,
/// two on each of ten alphabets.
public struct OneShotRun: Equatable, Sendable {
  /// Such as `run01`.
  public let name: String
  /// The support image of each class, as a row of an embedding table; 20 in the official runs.
  public let support: [Int]
  /// Query rows; 20 in the official runs.
  public let queries: [Int]
  /// Each query's class, as a place in `support`.
  public let truths: [Int]

  /// A run as rows of an embedding table.
  ///
  /// - Throws: `FewShotError.oneShotRun` for fewer than two classes, no query, more or fewer truths than queries, a
  ///   truth that is no place in `support`, or a row that stands twice.
  public init(name: String, support: [Int], queries: [Int], truths: [Int]) throws(FewShotError) {
    self.name = name
    self.support = support
    self.queries = queries
    self.truths = truths
    if support.count < 2 { throw .oneShotRun(name, "\(support.count) support images where two or more belong") }
    if queries.isEmpty { throw .oneShotRun(name, "no query") }
    if truths.count != queries.count {
      throw .oneShotRun(name, "\(truths.count) classes for \(queries.count) queries")
    }
    if let truth = truths.first(where: { !support.indices.contains($0) }) {
      throw .oneShotRun(name, "class \(truth) is none of the \(support.count)")
    }
    if Set(support + queries).count != support.count + queries.count {
      throw .oneShotRun(name, "an image stands twice")
    }
  }

  /// The run as an episode: queries class by class.
  public var episode: Episode {
    var episode = Episode(support: support.map { [$0] }, queries: support.map { _ in [] })
    for (row, truth) in zip(queries, truths) { episode.queries[truth].append(row) }
    return episode
  }

  /// A classifier's error share in each run and over all queries; ties are wrong.
  package static func measure(
    _ classifier: some Classifier, _ runs: [OneShotRun]
  ) throws(TensorError) -> OneShotRunsReport {
    var errors: [Float] = []
    var scores: [Float] = []
    var (wrong, queries) = (0, 0)
    for run in runs {
      var missed = 0
      try classifier.predict(run.episode, using: &scores) { truth, prediction in
        if prediction != truth { missed += 1 }
      }
      errors.append(Float(missed) / Float(run.queries.count))
      wrong += missed
      queries += run.queries.count
    }
    return OneShotRunsReport(
      classifier: classifier.name.rawValue, runs: runs.count, error: Float(wrong) / Float(max(queries, 1)),
      errors: errors)
  }
}
