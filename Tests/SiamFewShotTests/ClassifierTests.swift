import SiamFewShot
import SiamMessages
import SiamNetworks
import SiamTensors
import Testing

@Suite struct ClassifierTests {
  /// Rows in a plane: class 0 near (0, 0), class 1 near (4, 0), with one shot of class 1 far off.
  static let points: [[Float]] = [
    [0, 0], [1, 0], [0, 1],  // 0
    [4, 0], [0.9, 0.9], [4, 1],  // 1
  ]
  static let episode = Episode(support: [[0, 1], [3, 4]], queries: [[2], [5]])
  static let setting = EpisodeSetting(way: 2, shot: 2)

  static func table(_ points: [[Float]]) throws -> EmbeddingTable {
    let table = try EmbeddingTable(rows: points.count, dimension: points[0].count)
    table.values.copy(from: points.flatMap { $0 })
    return table
  }

  @Test func `the nearest mean is the class whose mean is nearest`() throws {
    let context = try ComputeContext()
    let classifier = try NearestMean(context, try Self.table(Self.points), Self.setting, queries: 1)
    var scores: [Float] = [0, 0, 0, 0]
    try classifier.score(Self.episode, into: &scores)
    // Means (0.5, 0) and (2.45, 0.45); queries (0, 1) and (4, 1).
    let expected: [Float] = [-(0.25 + 1), -(2.45 * 2.45 + 0.55 * 0.55), -(12.25 + 1), -(1.55 * 1.55 + 0.55 * 0.55)]
    for (score, value) in zip(scores, expected) { #expect(abs(score - value) < 1e-4) }
  }

  @Test func `the nearest neighbour is the class of the nearest row`() throws {
    let context = try ComputeContext()
    let classifier = try NearestNeighbour(context, try Self.table(Self.points), Self.setting, queries: 1)
    var scores: [Float] = [0, 0, 0, 0]
    try classifier.score(Self.episode, into: &scores)
    let expected: [Float] = [-1, -(0.81 + 0.01), -(9 + 1), -1]
    for (score, value) in zip(scores, expected) { #expect(abs(score - value) < 1e-4) }
  }

  @Test func `pair similarity is the mean sigmoid of the head's logits`() throws {
    let context = try ComputeContext()
    let parameters = try ParameterStore(PairHead.parameterShapes(dimension: 2), statistics: [])
    var generator = SeededGenerator(seed: 5, purpose: .weights)
    PairHead.initialize(parameters, dimension: 2, using: &generator)
    let classifier = try PairSimilarity(
      context, try Self.table(Self.points), Self.setting, queries: 1, parameters: parameters)
    var scores: [Float] = [0, 0, 0, 0]
    try classifier.score(Self.episode, into: &scores)

    func logit(_ first: Int, _ second: Int) -> Float {
      let difference = zip(Self.points[first], Self.points[second]).map { abs($0 - $1) }
      let (weights, bias) = (parameters.values("head.0.weight").values, parameters.values("head.0.bias").values)
      let hidden = (0..<bias.count).map { unit in
        max(0, bias[unit] + weights[2 * unit] * difference[0] + weights[2 * unit + 1] * difference[1])
      }
      let last = parameters.values("head.1.weight").values
      return zip(hidden, last).reduce(parameters.values("head.1.bias")[0]) { $0 + $1.0 * $1.1 }
    }
    for (query, row) in [2, 5].enumerated() {
      for (label, support) in Self.episode.support.enumerated() {
        let mean = support.map { PairHead.similarity(logit(row, $0)) }.reduce(0, +) / 2
        #expect(abs(scores[query * 2 + label] - mean) < 1e-5)
      }
    }
  }

  /// Gives fixed scores.
  final class Fixed: Classifier {
    let name = "fixed"
    let values: [Float]
    init(_ values: [Float]) { self.values = values }
    func score(_ episode: Episode, into scores: inout [Float]) { scores = values }
  }

  @Test func `ties and numbers that are none are wrong`() throws {
    let tied = try Accuracy.measure(Fixed([1, 1, 1, 1]), [Self.episode])
    #expect(tied.mean == 0, "a collapsed network is right about nothing")
    #expect(try Accuracy.measure(Fixed([.nan, .nan, .nan, .nan]), [Self.episode]).mean == 0)
    #expect(try Accuracy.measure(Fixed([2, 1, 1, 2]), [Self.episode]).mean == 1)
    #expect(try Accuracy.measure(Fixed([1, 2, 1, 2]), [Self.episode]).mean == 0.5)
  }

  @Test func `an encoder that sees no difference is right about nothing`() throws {
    let context = try ComputeContext()
    let table = try Self.table(Array(repeating: [0.6, 0.8], count: 6))
    let classifier = try NearestMean(context, table, EpisodeSetting(way: 2, shot: 2), queries: 1)
    #expect(try Accuracy.measure(classifier, [Self.episode]).mean == 0)
  }

  @Test func `the interval is 1.96 standard errors`() {
    let accuracy = Accuracy([0.5, 1, 0.75, 0.75])
    // Mean 0.75, sample deviation √(0.125 / 3), over 4 episodes.
    #expect(accuracy.mean == 0.75)
    #expect(abs(accuracy.interval95 - 1.96 * (0.125 / 3 / 4 as Float).squareRoot()) < 1e-6)
    #expect(Accuracy([1]).interval95 == 0)
  }

  @Test func `rows are brought to unit length`() throws {
    let table = try Self.table([[3, 4], [0, 0], [-2, 0]]).normalized()
    #expect(table.values.values.prefix(6).elementsEqual([0.6, 0.8, 0, 0, -1, 0]))
  }
}
