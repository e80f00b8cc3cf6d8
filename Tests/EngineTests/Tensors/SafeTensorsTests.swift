import Foundation
import SiamTensors
import Testing

struct SafeTensorsTests {
  static let sample = SafeTensors(
    entries: [
      "blocks.0/weight": .init(shape: [2, 3], values: [1, -2.5, 3, .leastNonzeroMagnitude, 1e30, -0.0]),
      "ein Maß": .init(shape: [1], values: [0.1]),
      "scalar": .init(shape: [], values: [42]),
      "empty": .init(shape: [0, 4], values: []),
    ],
    metadata: ["step": "300", "note": "a \"quoted\" line\n"])

  /// Creates a file with a header and a body of zeros.
  static func file(_ header: String, body: Int = 0, length: UInt64? = nil) -> Data {
    let json = Data(header.utf8)
    let length = length ?? UInt64(json.count)
    return Data((0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }) + json + Data(count: body)
  }

  @Test func `excluded tensors are checked but not read`() throws {
    let whole = SafeTensors(entries: [
      "a.x": .init(shape: [2], values: [1, 2]), "b.x": .init(shape: [1], values: [3]),
    ])
    let data = try whole.data()
    #expect(Array(try SafeTensors(data, excluding: "a.").entries.keys) == ["b.x"])
    #expect(try SafeTensors(data, excluding: nil) == whole)
    #expect(throws: SafeTensorsError.self) { try SafeTensors(data.dropLast(4), excluding: "b.") }
  }

  @Test func `a file survives encoding and decoding`() throws {
    let data = try Self.sample.data()
    #expect(try SafeTensors(data) == Self.sample)
    // Also from the middle of other data, whose indices don't start at 0.
    let slice = (Data([1, 2, 3]) + data).dropFirst(3)
    #expect(try SafeTensors(slice) == Self.sample)
    #expect(try SafeTensors(try SafeTensors().data()) == SafeTensors())
  }

  @Test func `encoding is deterministic, and values start at a multiple of eight bytes`() throws {
    let data = try Self.sample.data()
    #expect(try Self.sample.data() == data)
    let length = (0..<8).reduce(0) { $0 + Int(data[$1]) << (8 * $1) }
    #expect((8 + length) % 8 == 0)
  }

  @Test func `a minimal file is decoded`() throws {
    var data = Self.file(#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#)
    data += [0x00, 0x00, 0x80, 0x3F]
    #expect(try SafeTensors(data).entries == ["x": .init(shape: [1], values: [1])])
  }

  static let malformed: [(what: String, data: Data)] = {
    func tensor(_ shape: String, _ start: String, _ end: String, type: String = "F32") -> String {
      #"{"x":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(start),\#(end)]}}"#
    }
    return [
      ("an empty file", Data()),
      ("seven bytes", Data(count: 7)),
      ("no header", Data(count: 8)),
      ("a header longer than the file", file("{}", length: 3)),
      ("a header longer than any file", file("{}", length: .max)),
      ("a header at the sign bit", file("{}", length: 1 << 63)),
      ("invalid JSON", file("{\"x\":")),
      ("invalid UTF-8", Data([2, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFE])),
      ("a list", file("[]")),
      ("a number", file("1")),
      ("deep nesting", file(String(repeating: "[", count: 100_000))),
      ("a tensor that is not an object", file(#"{"x":3}"#)),
      ("a tensor without fields", file(#"{"x":{}}"#)),
      ("another type", file(tensor("[1]", "0", "8", type: "F64"), body: 8)),
      ("half floats", file(tensor("[2]", "0", "4", type: "F16"), body: 4)),
      ("a shape of strings", file(tensor(#"["1"]"#, "0", "4"), body: 4)),
      ("a shape of fractions", file(tensor("[1.5]", "0", "4"), body: 4)),
      ("a negative size", file(tensor("[-1]", "0", "4"), body: 4)),
      ("two negative sizes", file(tensor("[-1,-1]", "0", "4"), body: 4)),
      ("a huge size", file(tensor("[4611686018427387904]", "0", "4"), body: 4)),
      ("sizes that overflow", file(tensor("[4294967296,4294967296]", "0", "0"))),
      ("a size beyond integers", file(tensor("[1e300]", "0", "4"), body: 4)),
      ("offsets beyond integers", file(tensor("[1]", "0", "1e300"), body: 4)),
      ("a negative offset", file(tensor("[1]", "-4", "0"), body: 4)),
      ("reversed offsets", file(tensor("[1]", "4", "0"), body: 4)),
      ("an end outside the file", file(tensor("[2]", "0", "8"), body: 4)),
      ("a start outside the file", file(tensor("[0]", "400", "400"), body: 4)),
      ("fewer bytes than the shape needs", file(tensor("[3]", "0", "8"), body: 8)),
      ("more bytes than the shape needs", file(tensor("[1]", "0", "8"), body: 8)),
      ("one offset", file(#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, body: 4)),
      ("bytes of no tensor at the end", file(tensor("[1]", "0", "4"), body: 8)),
      ("bytes of no tensor at the start", file(tensor("[1]", "4", "8"), body: 8)),
      ("bytes and no tensor", file("{}", body: 4)),
      (
        "tensors that overlap",
        file(
          #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
          body: 12)
      ),
      (
        "tensors that share their bytes",
        file(
          #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
          body: 4)
      ),
      ("a name with a line break", file(#"{"x\n":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, body: 4)),
      ("a name that moves the cursor", file(#"{"\u001b[2Jx":{"dtype":"F64","shape":[1]}}"#, body: 4)),
      ("a name with a direction override", file(#"{"\u202ex":{}}"#)),
      ("a name of a megabyte", file(#"{"\#(String(repeating: "x", count: 1 << 20))":{}}"#)),
      ("a type with control characters", file(tensor("[1]", "0", "4", type: #"F\t\n32"#), body: 4)),
      ("metadata that isn't strings", file(#"{"__metadata__":{"step":3}}"#)),
    ]
  }()

  @Test(arguments: malformed.indices)
  func `a malformed file is rejected`(index: Int) {
    let (what, data) = Self.malformed[index]
    let error = #expect(throws: SafeTensorsError.self, "\(what)") { try SafeTensors(data) }
    let line = error?.description ?? ""
    let shows = line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{202E}" }
    #expect(shows && line.count < 2_000, "one line without control characters")
  }

  /// 512 tensors of 4 MB each, which all refer to the same bytes, would need 2 GB.
  @Test func `overlapping tensors are rejected before memory is allocated`() throws {
    let count = 1 << 20
    let tensor = #"{"dtype":"F32","shape":[\#(count)],"data_offsets":[0,\#(4 * count)]}"#
    let header = "{" + (0..<512).map { #""t\#($0)":\#(tensor)"# }.joined(separator: ",") + "}"
    let data = Self.file(header, body: 4 * count)
    let before = try Self.peakMemory()
    #expect(throws: SafeTensorsError.malformed("tensors that overlap or leave gaps")) { try SafeTensors(data) }
    #expect(try Self.peakMemory() - before < 1 << 20, "in kB")
  }

  /// The peak memory of this process, in kB.
  private static func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
  }

  @Test func `a truncated file is rejected`() throws {
    let data = try Self.sample.data()
    for count in 0..<data.count {
      #expect(throws: SafeTensorsError.self, "\(count) bytes") { try SafeTensors(data.prefix(count)) }
    }
  }

  @Test func `random byte changes never trap`() throws {
    let data = try Self.sample.data()
    var generator = SeededGenerator(seed: 8, purpose: .sampling)
    for _ in 0..<500 {
      var broken = data
      for _ in 0...generator.below(4) { broken[generator.below(data.count)] = UInt8(generator.below(256)) }
      // Errors are expected.
      _ = try? SafeTensors(broken)
    }
  }

  /// The path of a Python with the safetensors package: in siam's virtual environment or in the system.
  static let python: String? = ["/work/venv/bin/python", "/usr/bin/python3"].first { path in
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    return (try? run(path, ["-c", "import numpy, safetensors.numpy"]))?.status == 0
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test(.enabled(if: python != nil, "needs Python's safetensors"))
  func `Python's safetensors reads the file`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "siam-\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    try Self.sample.data().write(to: file)
    let script = """
      import sys
      from safetensors import safe_open
      with safe_open(sys.argv[1], "np") as f:
        print(f.metadata()["step"], *[f"{k}{list(f.get_tensor(k).shape)}{f.get_tensor(k).sum():g}" for k in sorted(f.keys())])
      """
    let (status, output) = try Self.run(try #require(Self.python), ["-c", script, file.path])
    #expect(status == 0)
    #expect(output == "300 blocks.0/weight[2, 3]1e+30 ein Maß[1]0.1 empty[0, 4]0 scalar[]42\n")
  }
}
