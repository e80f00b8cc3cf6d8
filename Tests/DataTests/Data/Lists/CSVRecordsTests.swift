import Testing

@testable import SiamData

struct CSVRecordsTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func records(_ text: String) throws -> [CSVRecords.Record] {
    var records = try CSVRecords(path: scratch.write("list.csv", Array(text.utf8)))
    var result: [CSVRecords.Record] = []
    while let record = try records.next() { result.append(record) }
    return result
  }

  private func fields(_ text: String) throws -> [[String]] {
    try records(text).map { $0.fields.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test func `fields follow RFC 4180`() throws {
    #expect(try fields("a,b\nc,d\n") == [["a", "b"], ["c", "d"]])
    #expect(try fields("a,b\r\nc,d") == [["a", "b"], ["c", "d"]])
    #expect(try fields("\"a\",\"b,\"\"c\"\"\r\nd\"\n") == [["a", "b,\"c\"\r\nd"]])
    #expect(try fields(",\n,,\n") == [["", ""], ["", "", ""]])
    #expect(try fields("a,") == [["a", ""]])
    #expect(try fields("\"\"") == [[""]])
    #expect(try fields("5\" disk,b") == [["5\" disk", "b"]])
    #expect(try fields("\u{FEFF}a") == [["a"]])
    #expect(try fields("") == [])
    #expect(try fields("\n\r\n") == [])
  }

  @Test func `records have line numbers`() throws {
    #expect(try records("a\n\n\"b\nc\"\nd\r\n\r\ne").map(\.line) == [1, 3, 5, 7])
  }

  @Test func `text after a closing quote is an error of its line`() throws {
    let path = scratch.path + "/list.csv"
    #expect(throws: DataError.badManifest(path: path, line: 2, reason: "text after a closing quote")) {
      try records("a\n\"b\"c\n")
    }
  }

  @Test func `records longer than the buffer are complete`() throws {
    let long = String(repeating: "x", count: 200_000)
    #expect(try fields("a,\(long)\nb,\"\(long)\"\n") == [["a", long], ["b", long]])
  }
}
