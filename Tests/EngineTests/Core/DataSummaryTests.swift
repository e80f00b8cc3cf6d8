import Foundation
import SiamCore
import Testing

@Suite struct DataSummaryTests {
  @Test func `a summary without test classes, as older runs have, is decoded`() throws {
    let split = #"{"classes":2,"images":4,"groups":["Latin"]}"#
    let text =
      #"{"name":"glyphs","fingerprint":"f","width":28,"height":28,"channels":1,"training":\#(split),"validation":\#(split)}"#
    let summary = try JSONDecoder().decode(DataSummary.self, from: Data(text.utf8))
    #expect(summary.validation.groups == ["Latin"] && summary.test == .empty && summary.split == nil)
    let again = try JSONDecoder().decode(DataSummary.self, from: try JSONEncoder().encode(summary))
    #expect(again == summary)
  }

  @Test func `a split's line names a few classes of each set`() {
    let split = SplitDescription(
      rule: "drawn", unit: .class, seed: 3, validation: (1...8).map { "c\($0)" }, test: ["t"])
    #expect(split.line == "drawn; validation has c1, c2, c3, c4, c5, c6 and 2 more; test has t")
    #expect(
      SplitDescription.Unit.class.counted(2) == "2 classes" && SplitDescription.Unit.group.counted(1) == "1 group")
  }
}
