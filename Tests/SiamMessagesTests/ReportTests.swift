import Foundation
import SiamMessages
import Testing

/// The JSON of what is told outside training.
@Suite struct ReportTests {
  static func object(_ value: some Encodable) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value))
    return try #require(json as? [String: Any])
  }

  @Test func `a verification's fields`() throws {
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

  @Test func `one-shot runs' fields`() throws {
    let report = OneShotRunsReport(classifier: "nearest-mean", runs: 2, error: 0.25, errors: [0, 0.5])
    let object = try Self.object(report)
    #expect(Set(object.keys) == ["classifier", "runs", "error", "errors"])
    #expect(object["errors"] as? [Double] == [0, 0.5])
    #expect(try JSONDecoder().decode(OneShotRunsReport.self, from: JSONEncoder().encode(report)) == report)
  }

  @Test func `a prediction's fields, and those that are left out`() throws {
    let report = PredictionReport(
      query: "q.png", prediction: nil, classifier: "nearest-mean",
      classes: [
        ClassScore(name: "a", score: -0.5, similarity: 0.875), ClassScore(name: "b", score: -0.5, similarity: nil),
      ])
    let object = try Self.object(report)
    #expect(Set(object.keys) == ["query", "classifier", "classes"])
    let classes = try #require(object["classes"] as? [[String: Any]])
    #expect(classes[0]["similarity"] as? Double == 0.875 && classes[1]["similarity"] == nil)
    #expect(try JSONDecoder().decode(PredictionReport.self, from: JSONEncoder().encode(report)) == report)
  }
}
