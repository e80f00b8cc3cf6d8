import Foundation
import SiamCore
import Testing

/// The JSON keys of reports.
@Suite struct ReportTests {
  static func object(_ value: some Encodable) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value))
    return try #require(json as? [String: Any])
  }

  @Test func `a verification report has stable keys`() throws {
    let report = VerificationReport(
      score: "distance", pairs: 20, samePairs: 10, auc: 0.5, eer: 0.25, falseNonMatchAt1Percent: 0.75,
      falseNonMatchAt01Percent: 1, threshold: -1.5, accuracy: 0.625)
    let object = try Self.object(report)
    #expect(
      Set(object.keys) == [
        "score", "pairs", "samePairs", "auc", "eer", "falseNonMatchAt1Percent", "falseNonMatchAt01Percent", "threshold",
        "accuracy",
      ])
    #expect(object["threshold"] as? Double == -1.5 && object["falseNonMatchAt01Percent"] as? Double == 1)
    #expect(try JSONDecoder().decode(VerificationReport.self, from: JSONEncoder().encode(report)) == report)
  }

  @Test func `a one-shot report has stable keys`() throws {
    let report = OneShotRunsReport(classifier: "nearest-mean", runs: 2, error: 0.25, errors: [0, 0.5])
    let object = try Self.object(report)
    #expect(Set(object.keys) == ["classifier", "runs", "error", "errors"])
    #expect(object["errors"] as? [Double] == [0, 0.5])
    #expect(try JSONDecoder().decode(OneShotRunsReport.self, from: JSONEncoder().encode(report)) == report)
  }

  @Test func `a prediction has stable keys and omits nil`() throws {
    var report = PredictionReport(
      file: "q.png", class: "a", isUnknown: false, similarity: 0.875, nearest: "a", runnerUp: "b",
      runnerUpSimilarity: 0.5, classifier: "nearest-mean")
    let object = try Self.object(report)
    #expect(
      Set(object.keys) == [
        "file", "class", "unknown", "similarity", "nearest", "runnerUp", "runnerUpSimilarity", "classifier",
      ])
    #expect(object["class"] as? String == "a" && object["unknown"] as? Bool == false)
    #expect(object["similarity"] as? Double == 0.875 && object["runnerUpSimilarity"] as? Double == 0.5)
    report.class = nil
    #expect(try Self.object(report)["class"] == nil)
    #expect(try JSONDecoder().decode(PredictionReport.self, from: JSONEncoder().encode(report)) == report)
  }

  @Test func `a data report has stable keys`() throws {
    var survey = ImageSurvey()
    survey.count = 3
    survey.smallest = ImageSize(width: 1, height: 2)
    survey.largest = survey.smallest
    survey.mostFrequent = survey.smallest
    survey.mostFrequentCount = 2
    let report = DataReport(
      path: "a", layout: "folder", data: EventTests.data, isInverted: false, inferred: ["--image-size"],
      classes: [ClassReport(name: "b", group: "g", split: "training", images: 3)], images: survey,
      duplicates: DuplicateReport(), unreadable: [FileProblem(path: "c", reason: "empty")], unreadableCount: 1,
      problems: [])
    let object = try Self.object(report)
    #expect(
      Set(object.keys) == [
        "path", "layout", "data", "isInverted", "chosenByLooking", "classes", "pictures", "duplicates", "unreadable",
        "unreadableCount", "problems", "notes", "recognition", "classCount", "skipped",
      ])
    let images = try #require(object["pictures"] as? [String: Any])
    #expect(
      Set(images.keys) == ["count", "inColour", "smallest", "largest", "mostUsual", "mostUsualCount"])
    let classes = try #require(object["classes"] as? [[String: Any]])
    #expect(Set(classes[0].keys) == ["name", "group", "side", "images"])
    #expect(try JSONDecoder().decode(DataReport.self, from: JSONEncoder().encode(report)) == report)
  }
}
