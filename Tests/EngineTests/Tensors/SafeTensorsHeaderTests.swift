import Foundation
import SiamFiles
import Testing

@testable import SiamTensors

/// The header of a safetensors file, read alone.
@Suite struct SafeTensorsHeaderTests {
  /// Calls `body` with the path of a file with some content, which is removed afterwards.
  private static func withFile<Result>(_ data: Data, _ body: (String) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("siam-\(UUID().uuidString).safetensors")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }

  @Test func `a header names the tensors in the order of their bytes`() throws {
    let header = try Self.withFile(try SafeTensorsTests.sample.data()) { try SafeTensors.header(of: $0) }
    #expect(header.metadata == SafeTensorsTests.sample.metadata)
    #expect(header.tensors.count == SafeTensorsTests.sample.entries.count)
    for tensor in header.tensors { #expect(SafeTensorsTests.sample.entries[tensor.name]?.shape == tensor.shape) }
    #expect(header.tensors.map(\.range.lowerBound) == header.tensors.map(\.range.lowerBound).sorted())
  }

  @Test func `a header is read without the data of its file`() throws {
    // 64 GiB of tensor, none of which is on the disk.
    let count = 1 << 34
    let json = Data(
      #"{"__metadata__":{"step":"3"},"x":{"dtype":"F32","shape":[\#(count)],"data_offsets":[0,\#(4 * count)]}}"#.utf8)
    let start = Data(UInt64(json.count).littleEndianBytes) + json
    try Self.withFile(start) { path in
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.truncate(atOffset: UInt64(start.count + 4 * count))
      let header = try SafeTensors.header(of: path)
      #expect(header.metadata == ["step": "3"])
      #expect(header.tensors == [.init(name: "x", shape: [count], range: 0..<4 * count)])
      // A file that lost its end is refused all the same.
      try file.truncate(atOffset: UInt64(start.count + 4 * count - 1))
      try file.close()
      #expect(throws: SafeTensorsError.malformed("x reaches outside the file")) { try SafeTensors.header(of: path) }
    }
  }

  @Test func `a header is refused for the same reason as its file`() throws {
    for (what, data) in SafeTensorsTests.malformed {
      let expected = #expect(throws: SafeTensorsError.self, "\(what)") { try SafeTensors(data) }
      let found = #expect(throws: SafeTensorsError.self, "\(what)") {
        try Self.withFile(data) { try SafeTensors.header(of: $0) }
      }
      #expect(found == expected, "\(what)")
    }
    #expect(throws: FileFailure.self) { try SafeTensors.header(of: "/nowhere/x.safetensors") }
  }
}
