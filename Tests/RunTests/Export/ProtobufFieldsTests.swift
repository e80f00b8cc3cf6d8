import Testing

/// The tests' own reader of protobuf messages.
@Suite struct ProtobufFieldsTests {
  typealias Invalid = ProtobufFields.Invalid

  static let broken: [(bytes: [UInt8], error: Invalid)] = [
    ([0x08], .truncated), ([0x08, 0x96], .truncated), ([0x0A, 0x02, 0x61], .truncated),
    ([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], .truncated),
    ([0x0D, 0, 0, 0], .truncated), ([0x09, 0, 0, 0, 0, 0, 0, 0], .truncated),
    ([0x08, 0x80, 0x00], .varint), ([0x08] + Array(repeating: 0xFF, count: 9) + [0x02], .varint),
    ([0x08] + Array(repeating: 0x80, count: 10) + [0x01], .varint),
    ([0x00, 0x01], .key), ([0x0B, 0x01], .key), ([0x0F, 0x01], .key),
  ]

  @Test(arguments: broken.indices)
  func `an invalid message is rejected`(_ index: Int) {
    let (bytes, error) = Self.broken[index]
    #expect(throws: error) { try ProtobufFields(bytes[...]) }
  }

  @Test func `a field that has another type, is repeated or is unknown is rejected`() throws {
    var fields = try ProtobufFields([0x08, 0x01, 0x10, 0x01, 0x10, 0x02, 0x1A, 0x01, 0xFF])
    #expect(throws: Invalid.value(field: 1)) { try fields.string(1) }
    #expect(throws: Invalid.value(field: 2)) { try fields.integer(2) }
    #expect(throws: Invalid.unknown(field: 3)) { try fields.end() }
    #expect(throws: Invalid.value(field: 3)) { try fields.string(3) }
    try fields.end()
  }

  @Test func `a nested message with an unknown field is rejected`() throws {
    var fields = try ProtobufFields([0x1A, 0x03, 0x08, 0x96, 0x01])
    var copy = fields
    #expect(try fields.message(3) { try $0.integer(1) } == 150)
    #expect(throws: Invalid.unknown(field: 1)) { try copy.message(3) { try $0.integer(2) } }
  }
}
