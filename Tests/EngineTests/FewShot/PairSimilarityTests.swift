import SiamFewShot
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing) struct PairSimilarityTests {
  /// Creates random parameters of a pair head.
  static func head(_ dimension: Int) throws -> ParameterStore {
    let parameters = try ParameterStore(PairHead.parameterShapes(dimension: dimension), statistics: [])
    var generator = SeededGenerator(seed: 5, purpose: .weights)
    PairHead.initialize(parameters, dimension: dimension, using: &generator)
    return parameters
  }

  /// Computes the head's logit step by step.
  static func logit(_ parameters: ParameterStore, _ first: [Float], _ second: [Float]) -> Float {
    let difference = zip(first, second).map { abs($0 - $1) }
    let (weights, bias) = (parameters.values("head.0.weight").values, parameters.values("head.0.bias").values)
    let hidden = (0..<bias.count).map { unit in
      max(0, bias[unit] + weights[2 * unit] * difference[0] + weights[2 * unit + 1] * difference[1])
    }
    let last = parameters.values("head.1.weight").values
    return zip(hidden, last).reduce(parameters.values("head.1.bias")[0]) { $0 + $1.0 * $1.1 }
  }

  @Test func `a score is the logit of the mean sigmoid of the head's logits`() throws {
    let (points, episode) = (NearestTests.points, NearestTests.episode)
    let parameters = try Self.head(2)
    let classifier = PairSimilarity(try ComputeContext(), try EmbeddingTable(points), parameters: parameters)
    let scores = try classifier.scores(episode)
    let similarities = try #require(classifier.similarities(scores))
    for (query, row) in [2, 5].enumerated() {
      for (label, support) in episode.support.enumerated() {
        let mean = support.map { PairHead.similarity(Self.logit(parameters, points[row], points[$0])) }.reduce(0, +) / 2
        #expect(abs(similarities[query * 2 + label] - mean) < 1e-5)
      }
    }
  }

  @Test func `with one shot, the score is the head's logit`() throws {
    let points = NearestTests.points
    let parameters = try Self.head(2)
    let classifier = PairSimilarity(try ComputeContext(), try EmbeddingTable(points), parameters: parameters)
    let scores = try classifier.scores(Episode(support: [[0], [3]], unlabelled: [5]))
    for (score, support) in zip(scores, [0, 3]) {
      #expect(abs(score - Self.logit(parameters, points[5], points[support])) < 1e-5)
    }
  }

  @Test func `similarities that round to 1 don't tie`() throws {
    // Every sigmoid is 1 in single precision.
    let parameters = try Self.head(2)
    parameters.values("head.1.bias")[0] = 40
    let table = try EmbeddingTable(NearestTests.points)
    let classifier = PairSimilarity(try ComputeContext(), table, parameters: parameters)
    let scores = try classifier.scores(NearestTests.episode)
    #expect(classifier.similarities(scores) == [1, 1, 1, 1])
    #expect(!(try classifier.predictions(NearestTests.episode)).contains(nil))
  }

  @Test func `many pairs are scored in parts`() throws {
    // With 16,384 numbers per pair, 256 pairs fit at once.
    let dimension = 16_384
    let table = try EmbeddingTable(rows: 5, dimension: dimension)
    for row in 0..<5 { table.row(row).fill(Float(row * row)) }
    let logits = PairLogits(try ComputeContext(), table, parameters: try Self.head(dimension))
    var (single, many) = ([Float](), [Float]())
    let kinds: [(first: Int, second: Int)] = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)]
    try logits.measure(kinds, into: &single)
    try logits.measure((0..<300).map { kinds[$0 % 5] }, into: &many)
    #expect(many.count == 300 && Set(single).count == 5)
    for (index, logit) in many.enumerated() {
      #expect(abs(logit - single[index % 5]) <= 1e-4 * max(abs(logit), 1))
    }
    try logits.measure([], into: &many)
    #expect(many.isEmpty)
  }
}
