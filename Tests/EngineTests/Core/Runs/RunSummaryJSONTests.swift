import Foundation
import SiamCore
import Testing

/// The JSON of run summaries.
@Suite struct RunSummaryJSONTests {
  @Test func `an instant is encoded as ISO 8601, to the second`() throws {
    let instant = Instant(try Date("2026-11-24T09:30:00Z", strategy: .iso8601).addingTimeInterval(0.75))
    let json = try JSONEncoder().encode([instant])
    #expect(String(decoding: json, as: UTF8.self) == #"["2026-11-24T09:30:00Z"]"#)
    #expect(try JSONDecoder().decode([Instant].self, from: json) == [instant])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Instant].self, from: Data(#"["today"]"#.utf8)) }
  }

  @Test func `a summary has stable keys and omits nil`() throws {
    var summary = RunSummary(name: "a", path: "runs/a", state: .finished)
    summary.settings = RunSettings(data: "glyphs", objective: .ntXent, encoder: "conv4")
    summary.metrics.steps = 3
    summary.metrics.accuracies = [RunAccuracy(step: 3, way: 5, shot: 1, accuracy: 0.5)]
    let object = try ReportTests.object(summary)
    #expect(Set(object.keys) == ["name", "path", "state", "settings", "figures", "size"])
    #expect(object["state"] as? String == "finished")
    let metrics = try #require(object["figures"] as? [String: Any])
    #expect(Set(metrics.keys) == ["steps", "accuracies"])
    #expect(try JSONDecoder().decode(RunSummary.self, from: JSONEncoder().encode(summary)) == summary)
  }
}
