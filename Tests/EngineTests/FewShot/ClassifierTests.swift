import SiamCore
import SiamFewShot
import SiamNetworks
import SiamTensors
import Testing

/// Tests that hold for every classifier.
@Suite(.computing) struct ClassifierTests {
  /// Creates a classifier on a table; the pair head's weights are random.
  static func classifier(_ name: ClassifierName, _ table: EmbeddingTable) throws -> any Classifier {
    let head = try ParameterStore(PairHead.parameterShapes(dimension: table.dimension), statistics: [])
    var generator = SeededGenerator(seed: 5, purpose: .weights)
    PairHead.initialize(head, dimension: table.dimension, using: &generator)
    return try name.classifier(
      try ComputeContext(), embeddings: table, features: table, head: head, neighbours: 3)
  }

  @Test func `each name creates its classifier`() throws {
    let table = try EmbeddingTable([[1, 0], [0, 1]])
    for name in ClassifierName.allCases { #expect(try Self.classifier(name, table).name == name) }
    #expect(
      ClassifierName.allCases.map(\.rawValue) == [
        "nearest-mean", "nearest-neighbour", "k-nearest", "pair-similarity", "cosine-attention", "fine-tuning",
      ])
  }

  @Test func `a classifier that the network can't serve is rejected with a remedy`() throws {
    let (context, table) = (try ComputeContext(), try EmbeddingTable([[1, 0], [0, 1]]))
    let error = try #require(throws: FewShotError.noPairHead) {
      try ClassifierName.pairSimilarity.classifier(context, embeddings: table, features: table, head: nil)
    }
    #expect("\(error)".contains("--objective pair"))
    #expect(throws: FewShotError.tooFewNeighbours(0)) {
      try ClassifierName.kNearest.classifier(context, embeddings: table, features: table, head: nil, neighbours: 0)
    }
  }

  @Test(arguments: ClassifierName.allCases)
  func `uneven shots get the same scores as in PyTorch`(_ name: ClassifierName) throws {
    let fixture = try Fixture("classifiers")
    let table = try EmbeddingTable(rows: 18, dimension: 6)
    table.values.copy(from: try fixture.floats("table"))
    let head = try ParameterStore(PairHead.parameterShapes(dimension: 6), statistics: [])
    for part in ["head.0.weight", "head.0.bias", "head.1.weight", "head.1.bias"] {
      head.values(part).copy(from: try fixture.floats(part))
    }
    let classifier = try name.classifier(
      try ComputeContext(), embeddings: table, features: table, head: head, neighbours: 3)
    let episode = Episode(support: [[0, 1, 2], [3], [4, 5]], unlabelled: Array(6..<18))
    var scores = try classifier.scores(episode)
    #expect(scores.count == 36)
    var expected: [Float]
    if name == .pairSimilarity {
      scores = try #require(classifier.similarities(scores))
      expected = try fixture.floats("pair-similarities")
    } else {
      expected = try fixture.floats(name.rawValue)
    }
    let largest = expected.map(abs).max() ?? 0
    for (score, value) in zip(scores, expected) { #expect(abs(score - value) < 1e-4 * max(largest, 1)) }
    #expect(Set(try classifier.predictions(episode)).count > 1, "the fixture has one predicted class only")
  }

  @Test(arguments: ClassifierName.allCases)
  func `classes that are far apart are classified correctly`(_ name: ClassifierName) throws {
    let table = try EmbeddingTable.clusters(classes: 4, perClass: 6, spread: 0.1).normalized()
    let episode = Episode(
      support: (0..<4).map { label in (0...label % 3).map { label * 6 + $0 } },
      queries: (0..<4).map { label in [label * 6 + 4, label * 6 + 5] })
    let classifier = try Self.classifier(name, table)
    let accuracy = try Accuracy.measure(classifier, [episode]).mean
    // An untrained pair head predicts at random; attention and votes favour classes with more shots.
    switch name {
    case .pairSimilarity: #expect((0...1).contains(accuracy))
    case .cosineAttention, .kNearest: #expect(accuracy >= 0.5)
    default: #expect(accuracy == 1)
    }
  }

  @Test(arguments: ClassifierName.allCases, [1, 3])
  func `equal embeddings get no prediction`(_ name: ClassifierName, shot: Int) throws {
    let way = 7
    let rows = (0..<way).map { label in (0..<shot + 2).map { label * (shot + 2) + $0 } }
    let table = try EmbeddingTable(Array(repeating: [0.1, 0.7, -0.7, 0.1], count: way * (shot + 2))).normalized()
    let episode = Episode(support: rows.map { Array($0[..<shot]) }, queries: rows.map { Array($0[shot...]) })
    let classifier = try Self.classifier(name, table)
    #expect(try classifier.predictions(episode) == Array(repeating: nil, count: 2 * way))
    #expect(try Accuracy.measure(classifier, [episode]).mean == 0)
  }

  @Test(arguments: ClassifierName.allCases)
  func `similarities are in 0…1 and have the order of the scores`(_ name: ClassifierName) throws {
    let table = try EmbeddingTable.clusters(classes: 5, perClass: 4, spread: 1).normalized()
    let episode = Episode(
      support: (0..<5).map { [$0 * 4, $0 * 4 + 1] }, queries: (0..<5).map { [$0 * 4 + 2, $0 * 4 + 3] })
    let classifier = try Self.classifier(name, table)
    let scores = try classifier.scores(episode)
    for query in 0..<10 {
      let row = Array(scores[query * 5..<query * 5 + 5])
      let similarities = try #require(classifier.similarities(row))
      #expect(similarities.count == 5)
      for similarity in similarities { #expect((0...1).contains(similarity)) }
      for one in 0..<5 {
        for other in 0..<5 where row[one] > row[other] { #expect(similarities[one] >= similarities[other]) }
      }
    }
  }

  @Test(arguments: ClassifierName.allCases)
  func `scores don't depend on earlier episodes`(_ name: ClassifierName) throws {
    let table = try EmbeddingTable.clusters(classes: 3, perClass: 6).normalized()
    let wide = Episode(support: [[0, 1], [6], [12, 13, 14]], queries: [[2], [7], [15]])
    let narrow = Episode(support: [[0], [6]], queries: [[1], [7, 8]])
    let classifier = try Self.classifier(name, table)
    let first = try classifier.scores(wide)
    let between = try classifier.scores(narrow)
    #expect(between.count == 6)
    #expect(try classifier.scores(wide) == first)
    #expect(try Self.classifier(name, table).scores(narrow) == between)
  }

  @Test(arguments: ClassifierName.allCases)
  func `an invalid episode is rejected`(_ name: ClassifierName) throws {
    let classifier = try Self.classifier(name, try EmbeddingTable.clusters(classes: 2, perClass: 3))
    for episode in [
      Episode(support: [[0]], queries: [[1]]), Episode(support: [[0], []], queries: [[1], [4]]),
      Episode(support: [[0], [3]], queries: [[], []]), Episode(support: [[0], [3]], queries: [[6], []]),
      Episode(support: [[0], [-1]], queries: [[1], []]), Episode(support: [[0], [3]], queries: [[1], [4], [5]]),
    ] {
      #expect(throws: TensorError.self, "\(episode)") { try classifier.scores(episode) }
    }
  }

  @Test func `distances of unnormalised vectors have no similarity`() throws {
    let classifier = NearestMean(try ComputeContext(), try EmbeddingTable([[3, 0], [0, 3]]))
    #expect(classifier.similarities([-9, 0]) == nil)
  }
}
