import SiamData
import SiamFewShot
import SiamMessages
import SiamTensors
import Testing

@testable import SiamTraining

@Suite(.timeLimit(.minutes(30))) struct PairSurveyorTests {
  private struct Found: Sendable {
    var survey: PairSurvey
    var auc: Float
    var eer: Float
    var images: Set<ImageID>
    var similarities: [Float]
    var distances: [Float]
  }

  /// What an untrained network finds on the two held-out classes, and what each pair gets alone.
  private static func found(_ objective: Objective, count: Int) async throws -> Found {
    try await TrainedModelTests.computing { context in
      let dataset = try SmallData.dataset()
      let network = try Network(SmallData.recipe(objective), channels: 1, height: 28, width: 28)
      let held = ClassRows(dataset.validation, of: dataset)
      let table = try ImageEmbedder(context, network, most: 10).embed(held.images, of: dataset)
      let pairs = try VerificationPairs(held.rows, count: count, seed: 4)
      let survey = try PairSurveyor(context, network).survey(
        pairs, dataset: dataset, images: held.images, table: table, step: 7)
      let similarities = PairSimilarities(context, network)
      let verification = try Verification(scores: try similarities.measure(pairs, table), isSame: pairs.isSame)
      let places = survey.mostWrong.map { pair in
        [pair.first, pair.second].compactMap { held.images.firstIndex(of: $0) }
      }
      return Found(
        survey: survey, auc: Float(verification.areaUnderCurve), eer: Float(verification.equalErrorRate),
        images: Set(held.images),
        similarities: try places.map { similarities.similarity(try similarities.measure($0[0], $0[1], table)) },
        distances: places.map { table.embeddings.squaredDistance($0[0], $0[1]) })
    }
  }

  @Test(arguments: [Objective.triplet, .pair]) func `every pair is counted, the most wrong are told first`(
    _ objective: Objective
  ) async throws {
    let found = try await Self.found(objective, count: 20)
    let survey = found.survey
    #expect(survey.step == 7 && survey.score == (objective == .pair ? "pair-similarity" : "distance"))
    for counts in [survey.same, survey.different] { #expect(counts.count == 400 && counts.reduce(0, +) == 20) }
    #expect(survey.auc == found.auc && survey.eer == found.eer && (0...1).contains(survey.threshold))
    // 20 same pairs there are and 25 different ones, of which 20 are drawn: both by turns, each once.
    let wrong = survey.mostWrong
    #expect(wrong.map(\.isSame) == (0..<40).map { $0 % 2 == 1 })
    #expect(Set(wrong.map { Set([$0.first, $0.second]) }).count == 40)
    #expect(wrong.allSatisfy { ($0.firstClass == $0.secondClass) == $0.isSame })
    #expect(wrong.allSatisfy { found.images.isSuperset(of: [$0.first, $0.second]) })
    for (place, pair) in wrong.enumerated() {
      #expect(abs(pair.similarity - found.similarities[place]) < 1e-5 && pair.distance == found.distances[place])
      guard place >= 2 else { continue }
      let before = wrong[place - 2].similarity
      #expect(pair.isSame ? pair.similarity >= before : pair.similarity <= before)
    }
    // The means over all pairs are those of the pairs told, as these are all.
    for (isSame, means) in [(true, survey.sameDifferences), (false, survey.differentDifferences)] {
      let told = wrong.filter { $0.isSame == isSame }.map(\.differences)
      #expect(means.count == 64 && told.count == 20)
      for index in means.indices {
        let mean = told.reduce(0) { $0 + $1[index] } / 20
        #expect(abs(mean - means[index]) < 1e-4 * max(1, mean))
      }
    }
    if objective == .triplet {
      let squares = wrong[0].differences.reduce(0) { $0 + $1 * $1 }
      #expect(abs(squares - wrong[0].distance) < 1e-5)
    }
  }

  @Test func `where there are few pairs each is told once`() async throws {
    let survey = try await Self.found(.triplet, count: 60).survey
    #expect(survey.same.reduce(0, +) == 60)
    #expect(survey.mostWrong.count == 20 + 24)
    #expect(Set(survey.mostWrong.map { Set([$0.first, $0.second]) }).count == 44)
  }
}
