import Foundation
import SiamMessages
import Testing

@Suite struct DataSummaryTests {
  @Test func `what a run kept before there was a test side reads without one`() throws {
    let side = #"{"classes":2,"images":4,"groups":["Latin"]}"#
    let text =
      #"{"name":"glyphs","fingerprint":"f","width":28,"height":28,"channels":1,"training":\#(side),"validation":\#(side)}"#
    let summary = try JSONDecoder().decode(DataSummary.self, from: Data(text.utf8))
    #expect(summary.validation.groups == ["Latin"] && summary.test == .nothing && summary.split == nil)
    let again = try JSONDecoder().decode(DataSummary.self, from: try JSONEncoder().encode(summary))
    #expect(again == summary)
  }

  @Test func `a split's line names a few of each side`() {
    let split = SplitDescription(
      rule: "drawn", unit: .class, seed: 3, validation: (1...8).map { "c\($0)" }, test: ["t"])
    #expect(split.line == "drawn; validation has c1, c2, c3, c4, c5, c6 and 2 more; test has t")
    #expect(
      SplitDescription.Unit.class.counted(2) == "2 classes" && SplitDescription.Unit.group.counted(1) == "1 group")
  }
}
