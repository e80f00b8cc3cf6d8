import Testing

@testable import SiamExport

/// The examples of https://protobuf.dev/programming-guides/encoding, and values at the ends of their ranges.
@Suite struct ProtobufWriterTests {
  /// Returns the bytes that `body` writes, in hexadecimal.
  private static func written(_ body: (inout ProtobufWriter) -> Void) -> String {
    var writer = ProtobufWriter()
    body(&writer)
    #expect(writer.byteCount == writer.output.count)
    return hexadecimal(writer.output)
  }

  @Test func `an integer has seven bits per byte`() {
    #expect(Self.written { $0.integer(150, field: 1) } == "089601")
    #expect(Self.written { $0.integer(127, field: 1) } == "087f")
    #expect(Self.written { $0.integer(128, field: 1) } == "088001")
    #expect(Self.written { $0.integer(Int64.max, field: 1) } == "08ffffffffffffffff7f")
  }

  @Test func `a negative integer has ten bytes, whatever its type`() {
    #expect(Self.written { $0.integer(Int64(-2), field: 1) } == "08feffffffffffffffff01")
    #expect(Self.written { $0.integer(Int32(-2), field: 1) } == "08feffffffffffffffff01")
    #expect(Self.written { $0.integer(Int64.min, field: 1) } == "0880808080808080808001")
  }

  @Test func `a key has the field's number and the wire type`() {
    #expect(Self.written { $0.integer(1, field: 15) } == "7801")
    #expect(Self.written { $0.integer(1, field: 16) } == "800101")
    #expect(Self.written { $0.string("a", field: 20) } == "a2010161")
    #expect(Self.written { $0.integer(1, field: (1 << 29) - 1) } == "f8ffffff0f01")
  }

  @Test func `floats and doubles are little-endian`() {
    #expect(Self.written { $0.float(1.5, field: 2) } == "150000c03f")
    #expect(Self.written { $0.double(-2, field: 1) } == "0900000000000000c0")
    #expect(Self.written { $0.float(.infinity, field: 2) } == "150000807f")
  }

  @Test func `strings, bytes and messages begin with their length`() {
    #expect(Self.written { $0.string("testing", field: 2) } == "120774657374696e67")
    #expect(Self.written { $0.string("⁺", field: 1) } == "0a03e281ba")
    #expect(Self.written { $0.bytes([0, 255], field: 1) } == "0a0200ff")
    #expect(Self.written { $0.message(field: 3) { $0.integer(150, field: 1) } } == "1a03089601")
    #expect(Self.written { $0.message(field: 3) { $0.message(field: 1) { _ in } } } == "1a020a00")
  }

  @Test func `a message of 128 bytes has a length of two`() {
    let text = String(repeating: "a", count: 126)
    #expect(Self.written { $0.message(field: 1) { $0.string(text, field: 1) } }.hasPrefix("0a80010a7e6161"))
  }

  @Test func `repeated numbers are packed`() {
    #expect(Self.written { $0.packed([3, 270, 86942] as [Int64], field: 6) } == "3206038e029ea705")
    #expect(Self.written { $0.packed([Int64(-1)], field: 6) } == "320affffffffffffffffff01")
    #expect(Self.written { $0.packed([0.0, 1.0], field: 7) } == "3a100000000000000000000000000000f03f")
    #expect(Self.written { $0.packed([Int64](), field: 6) } == "")
    #expect(Self.written { $0.packed([Double](), field: 6) } == "")
  }

  @Test func `repeated strings and messages have a key each, even if empty`() {
    #expect(Self.written { $0.repeated(["a", ""], field: 1) } == "0a01610a00")
    let properties = [ONNXProperty(key: "k"), ONNXProperty()]
    #expect(Self.written { $0.repeated(properties, field: 14) } == "72030a016b7200")
  }

  @Test func `default values are omitted`() {
    let written = Self.written {
      $0.integer(0, field: 1)
      $0.float(0, field: 2)
      $0.double(0, field: 3)
      $0.string("", field: 4)
      $0.bytes([], field: 5)
    }
    #expect(written == "")
    #expect(Self.written { $0.float(-0.0, field: 2) } == "1500000080")
    #expect(Self.written { $0.double(-0.0, field: 1) } == "090000000000000080")
  }

  @Test func `default values with explicit presence are written`() {
    #expect(Self.written { $0.integer(0, field: 1, presence: .explicit) } == "0800")
    #expect(Self.written { $0.float(0, field: 2, presence: .explicit) } == "1500000000")
    #expect(Self.written { $0.double(0, field: 1, presence: .explicit) } == "090000000000000000")
    #expect(Self.written { $0.string("", field: 4, presence: .explicit) } == "2200")
    #expect(Self.written { $0.bytes([], field: 4, presence: .explicit) } == "2200")
  }
}

/// Returns bytes as hexadecimal digits, two per byte.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
