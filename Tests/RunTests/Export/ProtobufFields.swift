/// The fields of one message in protobuf's binary format.
///
/// Shares no code with the program's writer and checks every length, key, number and text. A caller removes the fields
/// it knows; `end` throws if any is left.
///
/// Source: https://protobuf.dev/programming-guides/encoding
struct ProtobufFields {
  enum Invalid: Error, Equatable {
    /// The message ends inside a field.
    case truncated
    /// A number of more than 64 bits, or with redundant bytes.
    case varint
    /// A field number outside 1…2²⁹ − 1, or an unknown wire type.
    case key
    /// A field with another type, or more values, than its message has.
    case value(field: Int)
    /// A field that its message doesn't have.
    case unknown(field: Int)
  }

  private enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case delimited(ArraySlice<UInt8>)
    case fixed32(UInt32)
  }

  private var fields: [(number: Int, value: Value)] = []

  init(_ bytes: ArraySlice<UInt8>) throws(Invalid) {
    var rest = bytes
    while !rest.isEmpty {
      let key = try Self.varint(&rest)
      guard let number = Int(exactly: key >> 3), (1..<1 << 29).contains(number) else { throw .key }
      switch key & 7 {
      case 0: fields.append((number, .varint(try Self.varint(&rest))))
      case 1: fields.append((number, .fixed64(try Self.littleEndian(&rest, byteCount: 8))))
      case 2:
        let length = try Self.varint(&rest)
        guard let length = Int(exactly: length), length <= rest.count else { throw .truncated }
        fields.append((number, .delimited(rest.prefix(length))))
        rest = rest.dropFirst(length)
      case 5: fields.append((number, .fixed32(UInt32(try Self.littleEndian(&rest, byteCount: 4)))))
      default: throw .key
      }
    }
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) throws(Invalid) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<10 {
      guard let byte = rest.popFirst() else { throw .truncated }
      let bits = UInt64(byte & 0x7F)
      guard index < 9 || bits <= 1 else { throw .varint }
      number |= bits << UInt64(7 * index)
      if byte < 0x80 {
        guard index == 0 || byte > 0 else { throw .varint }
        return number
      }
    }
    throw .varint
  }

  private static func littleEndian(_ rest: inout ArraySlice<UInt8>, byteCount: Int) throws(Invalid) -> UInt64 {
    guard rest.count >= byteCount else { throw .truncated }
    defer { rest = rest.dropFirst(byteCount) }
    return rest.prefix(byteCount).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

// MARK: Removing fields

extension ProtobufFields {
  /// Removes the fields with a number and returns their values in order, converted by `body`.
  private mutating func remove<Result>(
    _ field: Int, _ body: (Value) throws -> Result?
  ) throws -> [Result] {
    let values = fields.filter { $0.number == field }
    fields.removeAll { $0.number == field }
    return try values.map {
      guard let result = try body($0.value) else { throw Invalid.value(field: field) }
      return result
    }
  }

  private func one<Result>(_ values: [Result], _ field: Int) throws(Invalid) -> Result? {
    guard values.count <= 1 else { throw .value(field: field) }
    return values.first
  }

  /// Removes an `int32`, an `int64` or an `enum`; nil if it is missing.
  mutating func integer(_ field: Int) throws -> Int? {
    let values = try remove(field) { if case .varint(let bits) = $0 { Int(Int64(bitPattern: bits)) } else { nil } }
    return try one(values, field)
  }

  /// Removes a `float`; nil if it is missing.
  mutating func float(_ field: Int) throws -> Float? {
    let values = try remove(field) { if case .fixed32(let bits) = $0 { Float(bitPattern: bits) } else { nil } }
    return try one(values, field)
  }

  /// Removes a `double`; nil if it is missing.
  mutating func double(_ field: Int) throws -> Double? {
    let values = try remove(field) { if case .fixed64(let bits) = $0 { Double(bitPattern: bits) } else { nil } }
    return try one(values, field)
  }

  /// Removes all `bytes` of a field.
  mutating func allBytes(_ field: Int) throws -> [[UInt8]] {
    try remove(field) { if case .delimited(let bytes) = $0 { Array(bytes) } else { nil } }
  }

  /// Removes a `bytes`; nil if it is missing.
  mutating func bytes(_ field: Int) throws -> [UInt8]? { try one(try allBytes(field), field) }

  /// Removes all `string`s of a field.
  mutating func strings(_ field: Int) throws -> [String] {
    try remove(field) { if case .delimited(let bytes) = $0 { String(validating: bytes, as: UTF8.self) } else { nil } }
  }

  /// Removes a `string`; nil if it is missing.
  mutating func string(_ field: Int) throws -> String? { try one(try strings(field), field) }

  /// Removes all nested messages of a field, read by `body`, which must remove all their fields.
  mutating func messages<Result>(_ field: Int, _ body: (inout ProtobufFields) throws -> Result) throws -> [Result] {
    try remove(field) {
      guard case .delimited(let bytes) = $0 else { return nil }
      var message = try ProtobufFields(bytes)
      let result = try body(&message)
      try message.end()
      return result
    }
  }

  /// Removes a nested message, read by `body`; nil if it is missing.
  mutating func message<Result>(_ field: Int, _ body: (inout ProtobufFields) throws -> Result) throws -> Result? {
    try one(try messages(field, body), field)
  }

  /// Removes a packed `repeated int64`.
  mutating func integers(_ field: Int) throws -> [Int] {
    guard var rest = try bytes(field)?[...] else { return [] }
    var numbers: [Int] = []
    while !rest.isEmpty { numbers.append(Int(Int64(bitPattern: try Self.varint(&rest)))) }
    return numbers
  }

  /// Removes a packed `repeated double`.
  mutating func doubles(_ field: Int) throws -> [Double] {
    guard var rest = try bytes(field)?[...] else { return [] }
    var numbers: [Double] = []
    while !rest.isEmpty { numbers.append(Double(bitPattern: try Self.littleEndian(&rest, byteCount: 8))) }
    return numbers
  }

  /// Checks that no field is left.
  func end() throws(Invalid) {
    if let first = fields.first { throw .unknown(field: first.number) }
  }
}
