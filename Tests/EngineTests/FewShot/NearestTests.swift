import SiamFewShot
import SiamTensors
import Testing

/// Tests of the classifiers that use distances.
@Suite(.computing) struct NearestTests {
  /// Rows in a plane: class 0 near (0, 0), class 1 near (4, 0), with one shot of class 1 far away.
  static let points: [[Float]] = [
    [0, 0], [1, 0], [0, 1],  // 0
    [4, 0], [0.9, 0.9], [4, 1],  // 1
  ]
  static let episode = Episode(support: [[0, 1], [3, 4]], queries: [[2], [5]])

  @Test func `nearest-mean scores are negated squared distances to the means`() throws {
    let scores = try NearestMean(try ComputeContext(), try EmbeddingTable(Self.points)).scores(Self.episode)
    // Means (0.5, 0) and (2.45, 0.45); queries (0, 1) and (4, 1).
    let expected: [Float] = [-(0.25 + 1), -(2.45 * 2.45 + 0.55 * 0.55), -(12.25 + 1), -(1.55 * 1.55 + 0.55 * 0.55)]
    for (score, value) in zip(scores, expected) { #expect(abs(score - value) < 1e-4) }
  }

  @Test func `nearest-neighbour scores are negated squared distances to the nearest rows`() throws {
    let scores = try NearestNeighbour(try ComputeContext(), try EmbeddingTable(Self.points)).scores(Self.episode)
    let expected: [Float] = [-1, -(0.81 + 0.01), -(9 + 1), -1]
    for (score, value) in zip(scores, expected) { #expect(abs(score - value) < 1e-4) }
  }

  @Test func `a similarity is 1 minus a quarter of the squared distance`() throws {
    let table = try EmbeddingTable([[1, 0], [-1, 0], [0.6, 0.8]], isUnitLength: true)
    let classifier = NearestNeighbour(try ComputeContext(), table)
    let similarities = try #require(
      classifier.similarities(try classifier.scores(Episode(support: [[0], [1]], unlabelled: [2]))))
    // Squared distances 0.8 and 3.2.
    #expect(abs(similarities[0] - 0.8) < 1e-6 && abs(similarities[1] - 0.2) < 1e-6)
    // Rounding can make a distance slightly negative.
    #expect(classifier.similarities([1e-6, -4.00001]) == [1, 0])
  }

  /// One number per row: three classes of 3, 2 and 3, and queries at 0 and at 12.
  static let line: [[Float]] = [[1], [5], [6], [-2], [3], [10], [11], [15], [0], [12]]
  static let classes = [[0, 1, 2], [3, 4], [5, 6, 7]]

  @Test(arguments: [
    // Squared distances from 0: class 0 1, 25, 36; class 1 4, 9; class 2 100, 121, 225.
    (k: 1, query: 8, votes: [1, 0, 0], winner: 0),
    (k: 2, query: 8, votes: [1, 1, 0], winner: 0),
    (k: 3, query: 8, votes: [1, 2, 0], winner: 1),
    (k: 4, query: 8, votes: [2, 2, 0], winner: 1),
    (k: 5, query: 8, votes: [3, 2, 0], winner: 0),
    (k: 8, query: 8, votes: [3, 2, 3], winner: 0),
    (k: 80, query: 8, votes: [3, 2, 3], winner: 0),
    // From 12: class 2 4, 1, 9; class 0 121, 49, 36.
    (k: 3, query: 9, votes: [0, 0, 3], winner: 2),
    (k: 5, query: 9, votes: [2, 0, 3], winner: 2),
  ]) func `the majority of the k nearest decides, then the smaller sum of distances`(
    k: Int, query: Int, votes: [Float], winner: Int
  ) throws {
    let classifier = KNearestNeighbours(try ComputeContext(), try EmbeddingTable(Self.line), neighbours: k)
    let episode = Episode(support: Self.classes, unlabelled: [query])
    let scores = try classifier.scores(episode)
    for (score, count) in zip(scores, votes) { #expect(score <= count && score >= count - 0.5) }
    #expect(try classifier.predictions(episode) == [winner])
    let similarities = try #require(classifier.similarities(scores))
    for (similarity, count) in zip(similarities, votes) { #expect(abs(similarity - count / votes.reduce(0, +)) < 1e-6) }
  }

  @Test func `all rows as near as the k-th vote`() throws {
    // From 0: class 0 at 1 and 2, class 1 at −1 and 3, in either order of the rows.
    for points in [[1, 2, -1, 3, 0], [2, 1, 3, -1, 0]] as [[Float]] {
      let classifier = KNearestNeighbours(
        try ComputeContext(), try EmbeddingTable(points.map { [$0] }), neighbours: 1)
      let episode = Episode(support: [[0, 1], [2, 3]], unlabelled: [4])
      #expect(try classifier.scores(episode) == [0.75, 0.75])
      #expect(try classifier.predictions(episode) == [nil])
    }
  }

  @Test func `k-nearest with one neighbour predicts as nearest-neighbour does`() throws {
    let context = try ComputeContext()
    let table = try EmbeddingTable.clusters(classes: 6, perClass: 8, spread: 1.5)
    let episode = Episode(
      support: (0..<6).map { label in (0...label % 3).map { label * 8 + $0 } },
      queries: (0..<6).map { label in (3..<8).map { label * 8 + $0 } })
    let one = try KNearestNeighbours(context, table, neighbours: 1).predictions(episode)
    #expect(try one == NearestNeighbour(context, table).predictions(episode))
    #expect(try one != KNearestNeighbours(context, table, neighbours: 5).predictions(episode))
  }

  @Test func `a row of NaN is never a neighbour`() throws {
    let table = try EmbeddingTable([[0], [.nan], [3], [1], [.nan]])
    let classifier = KNearestNeighbours(try ComputeContext(), table, neighbours: 2)
    #expect(try classifier.predictions(Episode(support: [[0, 1], [2]], unlabelled: [3])) == [0])
    #expect(try classifier.predictions(Episode(support: [[0], [2]], unlabelled: [4])) == [nil])
  }
}
