package import SiamCore
package import SiamTensors

/// A one-shot run as in Omniglot's official evaluation: a support image of each of 20 characters, and 20 queries.
///
/// Source: Lake et al. 2015, Human-level concept learning through probabilistic program induction, figure 1B; 20 runs,
/// two for each of ten alphabets.
public struct OneShotRun: Equatable, Sendable {
  /// The run's name, such as `run01`.
  public let name: String
  /// The support image of each class, as a row of an embedding table.
  public let support: [Int]
  /// The queries, as rows of an embedding table.
  public let queries: [Int]
  /// The class of each query, as an index into `support`.
  public let truths: [Int]

  /// Creates a run from rows of an embedding table.
  ///
  /// - Throws: `FewShotError.oneShotRun` for fewer than two classes, no query, not exactly one truth per query, a truth
  ///   that is not an index into `support`, or a row that occurs twice.
  public init(name: String, support: [Int], queries: [Int], truths: [Int]) throws(FewShotError) {
    self.name = name
    self.support = support
    self.queries = queries
    self.truths = truths
    if support.count < 2 { throw .oneShotRun(name, "\(support.count) support images; at least two are needed") }
    if queries.isEmpty { throw .oneShotRun(name, "no queries") }
    if truths.count != queries.count {
      throw .oneShotRun(name, "\(truths.count) classes for \(queries.count) queries")
    }
    if let truth = truths.first(where: { !support.indices.contains($0) }) {
      throw .oneShotRun(name, "class \(truth) is not one of the \(support.count) classes")
    }
    if Set(support + queries).count != support.count + queries.count {
      throw .oneShotRun(name, "an image is listed twice")
    }
  }

  /// The run as an episode, with the queries class by class.
  public var episode: Episode {
    var episode = Episode(support: support.map { [$0] }, queries: support.map { _ in [] })
    for (row, truth) in zip(queries, truths) { episode.queries[truth].append(row) }
    return episode
  }

  /// Measures a classifier's error rate in each run and over all queries; ties count as errors.
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
