import SiamNetworks
import SiamData
import SiamFewShot
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
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

  /// Surveys the two validation classes with an untrained network, and measures each pair separately.
  private static func found(_ objective: Objective, count: Int) async throws -> Found {
    try await TrainedModelTests.computing { context in
      let dataset = try SmallData.dataset()
      let network = try Network(SmallData.recipe(objective), channels: 1, height: 28, width: 28)
      let validation = ClassRows(dataset.validation, of: dataset)
      let table = try ImageEmbedder(context, network, count: 10).embed(validation.images, of: dataset)
      let pairs = try VerificationPairs(validation.rows, count: count, seed: 4)
      let survey = try PairSurveyor(context, network).survey(
        pairs, dataset: dataset, images: validation.images, table: table, step: 7)
      let similarities = PairSimilarities(context, network)
      let verification = try Verification(scores: try similarities.measure(pairs, table), isSame: pairs.isSame)
      let rows = survey.mostWrong.map { pair in
        [pair.first, pair.second].compactMap { validation.images.firstIndex(of: $0) }
      }
      return Found(
        survey: survey, auc: Float(verification.areaUnderCurve), eer: Float(verification.equalErrorRate),
        images: Set(validation.images),
        similarities: try rows.map { similarities.similarity(try similarities.measure($0[0], $0[1], table)) },
        distances: rows.map { table.embeddings.squaredDistance($0[0], $0[1]) })
    }
  }

  @Test(arguments: [Objective.triplet, .pair]) func `every pair is counted, and the most misjudged pairs come first`(
    _ objective: Objective
  ) async throws {
    let found = try await Self.found(objective, count: 20)
    let survey = found.survey
    #expect(survey.step == 7 && survey.score == (objective == .pair ? "pair-similarity" : "distance"))
    for counts in [survey.same, survey.different] { #expect(counts.count == 400 && counts.reduce(0, +) == 20) }
    #expect(survey.auc == found.auc && survey.eer == found.eer && (0...1).contains(survey.threshold))
    // There are 20 same-class pairs and 25 different-class ones, of which 20 are drawn; the kinds alternate.
    let wrong = survey.mostWrong
    #expect(wrong.map(\.isSame) == (0..<40).map { $0 % 2 == 1 })
    #expect(Set(wrong.map { Set([$0.first, $0.second]) }).count == 40)
    #expect(wrong.allSatisfy { ($0.firstClass == $0.secondClass) == $0.isSame })
    #expect(wrong.allSatisfy { found.images.isSuperset(of: [$0.first, $0.second]) })
    for (index, pair) in wrong.enumerated() {
      #expect(abs(pair.similarity - found.similarities[index]) < 1e-5 && pair.distance == found.distances[index])
      guard index >= 2 else { continue }
      let before = wrong[index - 2].similarity
      #expect(pair.isSame ? pair.similarity >= before : pair.similarity <= before)
    }
    // All pairs are listed, so their means are the means over all pairs.
    for (isSame, means) in [(true, survey.sameDifferences), (false, survey.differentDifferences)] {
      let differences = wrong.filter { $0.isSame == isSame }.map(\.differences)
      #expect(means.count == 64 && differences.count == 20)
      for index in means.indices {
        let mean = differences.reduce(0) { $0 + $1[index] } / 20
        #expect(abs(mean - means[index]) < 1e-4 * max(1, mean))
      }
    }
    if objective == .triplet {
      let squares = wrong[0].differences.reduce(0) { $0 + $1 * $1 }
      #expect(abs(squares - wrong[0].distance) < 1e-5)
    }
  }

  @Test func `repeated pairs are listed once`() async throws {
    let survey = try await Self.found(.triplet, count: 60).survey
    #expect(survey.same.reduce(0, +) == 60)
    #expect(survey.mostWrong.count == 20 + 24)
    #expect(Set(survey.mostWrong.map { Set([$0.first, $0.second]) }).count == 44)
  }
}
