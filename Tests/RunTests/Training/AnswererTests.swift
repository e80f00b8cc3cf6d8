import Foundation
import SiamData
import SiamFewShot
import SiamMessages
import SiamTensors
import Testing

@testable import SiamTraining

/// Each answer against a direct computation.
@Suite(.timeLimit(.minutes(30))) struct AnswererTests {
  private static func asking<Result: Sendable>(
    _ objective: Objective = .triplet, classes: [ClassID]? = nil,
    _ body: @escaping @Sendable (AskedAnswerer) throws -> Result
  ) async throws -> Result {
    try await TrainedModelTests.computing { try body(try AskedAnswerer($0, objective, classes: classes)) }
  }

  @Test func `classes are the held-out ones, with their images and their ink`() async throws {
    try await Self.asking { asked in
      let unseen = try #require(try asked.ask(.classes).classes)
      #expect(unseen.classes.map(\.name) == ["bar 6", "bar 7"] && unseen.classes.map(\.images.count) == [5, 5])
      #expect(unseen.classes[1].images == (35..<40).map { ImageID($0) } && unseen.classes[0].group == nil)
      // Bars are 4 wide and 20 long.
      let ink = try #require(unseen.ink)
      #expect(ink.width == 28 && abs(ink.strokeWidth - 4) < 0.8 && !unseen.areTrained)
    }
  }

  @Test func `pictures are the data's, those it doesn't have left out`() async throws {
    try await Self.asking { asked in
      let images = [ImageID(38), ImageID(3), ImageID(400), ImageID(-1)]
      let pictures = images.prefix(2).compactMap(asked.dataset.picture)
      let answer = try asked.ask(.pictures(images))
      #expect(answer == .pictures(pictures))
    }
  }

  @Test(arguments: [Objective.triplet, .pair]) func `scores are each classifier's over the same embeddings`(
    _ objective: Objective
  ) async throws {
    try await Self.asking(objective) { asked in
      let (images, _, table) = try asked.embedded(asked.dataset.classes.map(\.id))
      // Three classes with one, two and three images; two queries, one of them drawn.
      let support = [[0], [6, 7], [30, 31, 32]]
      let queries = [8, 33]
      let drawn = try #require(asked.dataset.picture(images[33])).pixels
      let names = ClassifierName.allCases.filter { objective == .pair || $0 != .pairSimilarity }
      for name in names {
        let question = ScoresQuestion(
          support: support.map { $0.map { .image(images[$0]) } }, queries: [.image(images[8]), .pixels(drawn)],
          classifier: name)
        let found = try #require(try asked.ask(.scores(question)).scores)
        let classifier = try asked.network.classifier(name, asked.context, table)
        var scores: [Float] = []
        try classifier.score(Episode(support: support, unlabelled: queries), into: &scores)
        #expect(found.step == 7 && found.classifier == name && found.queries.count == 2)
        for (place, query) in found.queries.enumerated() {
          let row = Array(scores[place * 3..<place * 3 + 3])
          let similarities = try #require(classifier.similarities(row))
          #expect(zip(query.similarities, similarities).allSatisfy { abs($0 - $1) < 1e-4 }, "\(name) \(query)")
          let distances = support.map { Self.distance(queries[place], toMeanOf: $0, table) }
          #expect(zip(query.distances, distances).allSatisfy { abs(Double($0) - $1) < 1e-4 }, "\(query) \(distances)")
          #expect(query.prediction == NearestMean.winner(scores, place * 3..<place * 3 + 3), "\(name)")
        }
      }
      let own = ScoresQuestion(
        support: [[.image(images[0])], [.image(images[9])]], queries: [.image(images[1])], classifier: nil)
      let found = try #require(try asked.ask(.scores(own)).scores)
      #expect(found.classifier == (objective == .pair ? .pairSimilarity : .nearestMean))
    }
  }

  /// In double precision.
  private static func distance(_ query: Int, toMeanOf members: [Int], _ table: EmbeddedImages) -> Double {
    let (values, dimension) = (table.embeddings.values.values.map(Double.init), table.embeddings.dimension)
    return (0..<dimension).reduce(0) { sum, offset in
      let mean = members.reduce(0) { $0 + values[$1 * dimension + offset] } / Double(members.count)
      let difference = values[query * dimension + offset] - mean
      return sum + difference * difference
    }
  }

  @Test func `a triplet, neighbours and pairs are those of the network's embeddings`() async throws {
    try await Self.asking { asked in
      let (images, rows, table) = try asked.embedded(asked.dataset.validation)
      let question = Question.triplet(anchor: images[0], positive: images[1], negative: images[6])
      let (report, step) = try #require(try asked.ask(question).triplet)
      let near = table.embeddings.squaredDistance(0, 1)
      #expect(step == 7 && abs(report.positiveDistance - near) < 1e-4)
      #expect(abs(report.negativeDistance - table.embeddings.squaredDistance(0, 6)) < 1e-4)
      #expect(abs(report.loss - max(report.positiveDistance + 0.2 - report.negativeDistance, 0)) < 1e-5)

      let nearest = try #require(try asked.ask(.neighbours(of: images[4], count: 3)).neighbours)
      let order = images.indices.filter { $0 != 4 }
        .sorted { table.embeddings.squaredDistance(4, $0) < table.embeddings.squaredDistance(4, $1) }
      #expect(nearest.neighbours.map(\.image) == order.prefix(3).map { images[$0] } && nearest.step == 7)
      #expect(nearest.among == images.count - 1)
      // An image of a class trained on has neighbours among the explored ones alone.
      let far = try #require(try asked.ask(.neighbours(of: ImageID(2), count: 100)).neighbours)
      #expect(Set(far.neighbours.map(\.image)) == Set(images) && far.neighbours.allSatisfy { !$0.isSameClass })

      let drawn = PairsQuestion(count: 30, seed: 4)
      let pairs = try #require(try asked.ask(.pairs(drawn)).pairs)
      let direct = try PairSurveyor(asked.context, asked.network).survey(
        try VerificationPairs(rows, count: 30, seed: 4), dataset: asked.dataset, images: images, table: table, step: 7)
      #expect(pairs.same.reduce(0, +) == 30 && abs(pairs.auc - direct.auc) < 1e-3 && pairs.step == 7)
    }
  }

  @Test func `a map shows as many points as asked, of each class as many, by the same embeddings`() async throws {
    try await Self.asking(classes: (2..<8).map { ClassID($0) }) { asked in
      let classes = (2..<8).map { ClassID($0) }
      let map = try #require(try asked.ask(.space(SpaceQuestion(method: .principalComponents, most: 13))).space)
      #expect(map.points.count == 12 && map.classes.map(\.id) == classes && map.step == 7)
      #expect(map.points.map(\.image) == classes.flatMap { asked.dataset.images(of: $0).prefix(2) })
      #expect(map.points.map(\.classPlace) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
      let (images, rows, table) = try asked.embedded(classes)
      var mapper = SpaceMapper(asked.context)
      let direct = try mapper.map(
        SpaceQuestion(method: .principalComponents, most: 13), dataset: asked.dataset, classes: classes, images: images,
        rows: rows, table: table, step: 7)
      #expect(zip(map.points, direct.points).allSatisfy { abs($0.x - $1.x) < 1e-3 && abs($0.y - $1.y) < 1e-3 })
      let some = SpaceQuestion(method: .principalComponents, most: 1000, classes: [ClassID(7), ClassID(3)])
      let two = try #require(try asked.ask(.space(some)).space)
      #expect(two.classes.map(\.id.index) == [3, 7] && two.points.count == 10)
    }
  }

  @Test func `what can't be answered is refused in a line that says what to do`() async throws {
    try await Self.asking { asked in
      let (one, pixels) = (ImageSource.image(ImageID(1)), ImageSource.pixels([1, 2, 3]))
      func scores(_ support: [[ImageSource]], _ queries: [ImageSource], _ name: ClassifierName? = nil) -> Question {
        .scores(ScoresQuestion(support: support, queries: queries, classifier: name))
      }
      let cases: [(Question, String)] = [
        (scores([[one]], [one]), "two classes"), (scores([[one], []], [one]), "no support image"),
        (scores([[one], [one]], []), "no query"), (scores([[one], [one]], [pixels]), "28 × 28"),
        (scores([[one], [.image(ImageID(77))]], [one]), "no image 77"),
        (scores([[one], [one]], [one], .pairSimilarity), "pair head"),
        (.newestTriplets, "nothing trains"), (.neighbours(of: ImageID(-1), count: 3), "no image -1"),
        (.triplet(anchor: ImageID(0), positive: ImageID(40), negative: ImageID(9)), "no image 40"),
        (.episode(EpisodeQuestion(setting: EpisodeSetting(way: 3, shot: 1), queries: 1, seed: 1)), "needs 3 classes"),
      ]
      for (question, words) in cases {
        let reason = try asked.refusal(of: question)
        #expect(reason?.contains(words) == true, "\(question): \(reason ?? "answered")")
      }
    }
  }

  @Test func `the same step has the same numbers, the next one its own`() async throws {
    try await Self.asking { asked in
      let question = Question.neighbours(of: ImageID(30), count: 4)
      let first = try asked.ask(question, step: 1)
      for index in 0..<asked.network.parameters.values.count { asked.network.parameters.values[index] *= -0.7 }
      #expect(try asked.ask(question, step: 1) == first, "what was embedded at a step is kept")
      let next = try #require(try asked.ask(question, step: 2).neighbours)
      let before = try #require(first.neighbours)
      #expect(next.step == 2 && next.neighbours != before.neighbours)
    }
  }
}
