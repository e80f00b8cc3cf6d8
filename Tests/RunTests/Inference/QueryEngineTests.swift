import SiamNetworks
import Foundation
import SiamData
import SiamFewShot
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Compares each query result with a direct computation.
@Suite(.timeLimit(.minutes(30))) struct QueryEngineTests {
  private static func withSample<Result: Sendable>(
    _ objective: Objective = .triplet, classes: [ClassID]? = nil,
    _ body: @escaping @Sendable (QueryEngineSample) throws -> Result
  ) async throws -> Result {
    try await TrainedModelTests.computing { try body(try QueryEngineSample($0, objective, classes: classes)) }
  }

  @Test func `classes are the validation classes with their images and ink`() async throws {
    try await Self.withSample { sample in
      let unseen = try #require(try sample.ask(.classes).classes)
      #expect(unseen.classes.map(\.name) == ["bar 6", "bar 7"] && unseen.classes.map(\.images.count) == [5, 5])
      #expect(unseen.classes[1].images == (35..<40).map { ImageID($0) } && unseen.classes[0].group == nil)
      // Bars are 4 wide and 20 long.
      let ink = try #require(unseen.ink)
      #expect(ink.width == 28 && abs(ink.strokeWidth - 4) < 0.8 && !unseen.areTrained)
    }
  }

  @Test func `images that are not in the data are omitted`() async throws {
    try await Self.withSample { sample in
      let images = [ImageID(38), ImageID(3), ImageID(400), ImageID(-1)]
      let expected = images.prefix(2).compactMap(sample.dataset.picture)
      let result = try sample.ask(.images(images))
      #expect(result == .images(expected))
    }
  }

  @Test(arguments: [Objective.triplet, .pair]) func `every classifier scores the same embeddings`(
    _ objective: Objective
  ) async throws {
    try await Self.withSample(objective) { sample in
      let (images, _, table) = try sample.embedded(sample.dataset.classes.map(\.id))
      // Three classes with one, two and three images; two queries, one of them drawn.
      let support = [[0], [6, 7], [30, 31, 32]]
      let queries = [8, 33]
      let drawn = try #require(sample.dataset.picture(images[33])).pixels
      let names = ClassifierName.allCases.filter { objective == .pair || $0 != .pairSimilarity }
      for name in names {
        let request = ScoresQuery(
          support: support.map { $0.map { .image(images[$0]) } }, queries: [.image(images[8]), .pixels(drawn)],
          classifier: name)
        let found = try #require(try sample.ask(.scores(request)).scores)
        let classifier = try sample.network.classifier(name, sample.context, table)
        var scores: [Float] = []
        try classifier.score(Episode(support: support, unlabelled: queries), into: &scores)
        #expect(found.step == 7 && found.classifier == name && found.queries.count == 2)
        for (index, query) in found.queries.enumerated() {
          let row = Array(scores[index * 3..<index * 3 + 3])
          let similarities = try #require(classifier.similarities(row))
          #expect(zip(query.similarities, similarities).allSatisfy { abs($0 - $1) < 1e-4 }, "\(name) \(query)")
          let distances = support.map { Self.distance(queries[index], toMeanOf: $0, table) }
          #expect(zip(query.distances, distances).allSatisfy { abs(Double($0) - $1) < 1e-4 }, "\(query) \(distances)")
          #expect(query.prediction == NearestMean.winner(scores, index * 3..<index * 3 + 3), "\(name)")
        }
      }
      let own = ScoresQuery(
        support: [[.image(images[0])], [.image(images[9])]], queries: [.image(images[1])], classifier: nil)
      let found = try #require(try sample.ask(.scores(own)).scores)
      #expect(found.classifier == (objective == .pair ? .pairSimilarity : .nearestMean))
    }
  }

  /// Returns the squared distance in double precision.
  private static func distance(_ query: Int, toMeanOf members: [Int], _ table: EmbeddedImages) -> Double {
    let (values, dimension) = (table.embeddings.values.values.map(Double.init), table.embeddings.dimension)
    return (0..<dimension).reduce(0) { sum, offset in
      let mean = members.reduce(0) { $0 + values[$1 * dimension + offset] } / Double(members.count)
      let difference = values[query * dimension + offset] - mean
      return sum + difference * difference
    }
  }

  @Test func `triplets, neighbours and pairs use the network's embeddings`() async throws {
    try await Self.withSample { sample in
      let (images, rows, table) = try sample.embedded(sample.dataset.validation)
      let request = Query.triplet(anchor: images[0], positive: images[1], negative: images[6])
      let (report, step) = try #require(try sample.ask(request).triplet)
      let near = table.embeddings.squaredDistance(0, 1)
      #expect(step == 7 && abs(report.positiveDistance - near) < 1e-4)
      #expect(abs(report.negativeDistance - table.embeddings.squaredDistance(0, 6)) < 1e-4)
      #expect(abs(report.loss - max(report.positiveDistance + 0.2 - report.negativeDistance, 0)) < 1e-5)

      let nearest = try #require(try sample.ask(.neighbours(of: images[4], count: 3)).neighbours)
      let order = images.indices.filter { $0 != 4 }
        .sorted { table.embeddings.squaredDistance(4, $0) < table.embeddings.squaredDistance(4, $1) }
      #expect(nearest.neighbours.map(\.image) == order.prefix(3).map { images[$0] } && nearest.step == 7)
      #expect(nearest.candidateCount == images.count - 1)
      // The neighbours of an image of a training class are explored images only.
      let far = try #require(try sample.ask(.neighbours(of: ImageID(2), count: 100)).neighbours)
      #expect(Set(far.neighbours.map(\.image)) == Set(images) && far.neighbours.allSatisfy { !$0.isSameClass })

      let drawn = PairsQuery(count: 30, seed: 4)
      let pairs = try #require(try sample.ask(.pairs(drawn)).pairs)
      let direct = try PairSurveyor(sample.context, sample.network).survey(
        try VerificationPairs(rows, count: 30, seed: 4), dataset: sample.dataset, images: images, table: table, step: 7)
      #expect(pairs.same.reduce(0, +) == 30 && abs(pairs.auc - direct.auc) < 1e-3 && pairs.step == 7)
    }
  }

  @Test func `a map shows the requested number of points, equally many per class`() async throws {
    try await Self.withSample(classes: (2..<8).map { ClassID($0) }) { sample in
      let classes = (2..<8).map { ClassID($0) }
      let map = try #require(try sample.ask(.space(SpaceQuery(method: .principalComponents, maxPoints: 13))).space)
      #expect(map.points.count == 12 && map.classes.map(\.id) == classes && map.step == 7)
      #expect(map.points.map(\.image) == classes.flatMap { sample.dataset.images(of: $0).prefix(2) })
      #expect(map.points.map(\.classIndex) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
      let (images, rows, table) = try sample.embedded(classes)
      var mapper = SpaceMapper(sample.context)
      let direct = try mapper.map(
        SpaceQuery(method: .principalComponents, maxPoints: 13), dataset: sample.dataset, classes: classes,
        images: images,
        rows: rows, table: table, step: 7)
      #expect(zip(map.points, direct.points).allSatisfy { abs($0.x - $1.x) < 1e-3 && abs($0.y - $1.y) < 1e-3 })
      let some = SpaceQuery(method: .principalComponents, maxPoints: 1000, classes: [ClassID(7), ClassID(3)])
      let two = try #require(try sample.ask(.space(some)).space)
      #expect(two.classes.map(\.id.index) == [3, 7] && two.points.count == 10)
    }
  }

  @Test func `an invalid query is rejected with a remedy in one line`() async throws {
    try await Self.withSample { sample in
      let (one, pixels) = (ImageReference.image(ImageID(1)), ImageReference.pixels([1, 2, 3]))
      func scores(_ support: [[ImageReference]], _ queries: [ImageReference], _ name: ClassifierName? = nil) -> Query {
        .scores(ScoresQuery(support: support, queries: queries, classifier: name))
      }
      let cases: [(Query, String)] = [
        (scores([[one]], [one]), "at least 2 classes"), (scores([[one], []], [one]), "no support image"),
        (scores([[one], [one]], []), "no query"), (scores([[one], [one]], [pixels]), "28 × 28"),
        (scores([[one], [.image(ImageID(77))]], [one]), "no image 77"),
        (scores([[one], [one]], [one], .pairSimilarity), "pair head"),
        (.newestTriplets, "no batch without training"), (.neighbours(of: ImageID(-1), count: 3), "no image -1"),
        (.triplet(anchor: ImageID(0), positive: ImageID(40), negative: ImageID(9)), "no image 40"),
        (.episode(EpisodeQuery(setting: EpisodeSetting(way: 3, shot: 1), queries: 1, seed: 1)), "needs 3 classes"),
      ]
      for (request, text) in cases {
        let reason = try sample.refusal(of: request)
        #expect(reason?.contains(text) == true, "\(request): \(reason ?? "answered")")
      }
    }
  }

  @Test func `embeddings are cached within a step`() async throws {
    try await Self.withSample { sample in
      let request = Query.neighbours(of: ImageID(30), count: 4)
      let first = try sample.ask(request, step: 1)
      for index in 0..<sample.network.parameters.values.count { sample.network.parameters.values[index] *= -0.7 }
      #expect(try sample.ask(request, step: 1) == first, "embeddings are cached within a step")
      let next = try #require(try sample.ask(request, step: 2).neighbours)
      let before = try #require(first.neighbours)
      #expect(next.step == 2 && next.neighbours != before.neighbours)
    }
  }
}
