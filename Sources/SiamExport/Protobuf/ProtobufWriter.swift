import SiamFiles

/// A message that can be written in protobuf's binary format.
protocol ProtobufMessage {
  /// Writes the fields, in ascending order of their numbers.
  func encode(into writer: inout ProtobufWriter)
}

extension ProtobufMessage {
  /// The size of the encoded message, in bytes, found without encoding it.
  var encodedByteCount: Int {
    var writer = ProtobufWriter(measuring: ())
    encode(into: &writer)
    return writer.byteCount
  }

  /// The message in protobuf's binary format.
  func encoded() -> [UInt8] {
    var writer = ProtobufWriter(capacity: encodedByteCount)
    encode(into: &writer)
    return writer.output
  }
}

/// Writes the fields of protobuf messages.
///
/// By proto3's rules, a field of implicit presence is omitted if it has its default value, 0 or empty. Negative zero
/// isn't the default. The caller writes fields in ascending order of their numbers.
///
/// Source: https://protobuf.dev/programming-guides/encoding
struct ProtobufWriter {
  /// The maximum size of a message that protobuf's readers accept, in bytes.
  static let maxByteCount = Int(Int32.max)

  /// Whether a reader can distinguish a field with its default value from one that isn't set.
  ///
  /// Source: https://protobuf.dev/programming-guides/field_presence
  enum Presence {
    /// It can't, so the default is omitted: most fields of proto3.
    case implicit
    /// It can, so the default is written: members of a `oneof`, fields marked `optional`, and all nested messages.
    case explicit
  }

  /// The part of a field's key that determines the length of its value.
  private enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case fixed32 = 5
  }

  /// The bytes written; empty if the writer only measures.
  private(set) var output: [UInt8] = []
  /// The number of bytes written or measured.
  private(set) var byteCount = 0
  private let isMeasuring: Bool

  /// Creates a writer that stores its output.
  ///
  /// - Parameter capacity: the expected size, in bytes.
  init(capacity: Int = 0) {
    isMeasuring = false
    output.reserveCapacity(capacity)
  }

  /// Creates a writer that only counts bytes.
  fileprivate init(measuring: Void) { isMeasuring = true }
}

// MARK: Fields

extension ProtobufWriter {
  /// Writes an `int32`, an `int64` or the number of an `enum`'s case.
  mutating func integer<Value: SignedInteger & FixedWidthInteger>(
    _ value: Value, field: Int, presence: Presence = .implicit
  ) {
    if value == 0, presence == .implicit { return }
    key(field, .varint)
    varint(UInt64(truncatingIfNeeded: value))
  }

  /// Writes a `float`.
  mutating func float(_ value: Float, field: Int, presence: Presence = .implicit) {
    if value.bitPattern == 0, presence == .implicit { return }
    key(field, .fixed32)
    append(value.bitPattern.littleEndianBytes)
  }

  /// Writes a `double`.
  mutating func double(_ value: Double, field: Int, presence: Presence = .implicit) {
    if value.bitPattern == 0, presence == .implicit { return }
    key(field, .fixed64)
    append(value.bitPattern.littleEndianBytes)
  }

  /// Writes a `string`.
  mutating func string(_ value: String, field: Int, presence: Presence = .implicit) {
    bytes(value.utf8, field: field, presence: presence)
  }

  /// Writes a `bytes` field.
  mutating func bytes(_ value: some Collection<UInt8>, field: Int, presence: Presence = .implicit) {
    if value.isEmpty, presence == .implicit { return }
    key(field, .lengthDelimited)
    varint(UInt64(value.count))
    append(value)
  }

  /// Writes a nested message, an empty one too.
  mutating func message(_ value: some ProtobufMessage, field: Int) {
    message(field: field) { value.encode(into: &$0) }
  }

  /// Writes a nested message whose fields `encode` writes; it is called once to measure them and once to write them.
  mutating func message(field: Int, _ encode: (inout ProtobufWriter) -> Void) {
    var measuring = ProtobufWriter(measuring: ())
    encode(&measuring)
    key(field, .lengthDelimited)
    varint(UInt64(measuring.byteCount))
    if isMeasuring { byteCount += measuring.byteCount } else { encode(&self) }
  }
}

// MARK: Repeated fields

extension ProtobufWriter {
  /// Writes each of a `repeated string`, empty ones too.
  mutating func repeated(_ values: [String], field: Int) {
    for value in values { string(value, field: field, presence: .explicit) }
  }

  /// Writes each of a `repeated bytes`, empty ones too.
  mutating func repeated(_ values: [some Collection<UInt8>], field: Int) {
    for value in values { bytes(value, field: field, presence: .explicit) }
  }

  /// Writes each of a repeated message.
  mutating func repeated(_ values: [some ProtobufMessage], field: Int) {
    for value in values { message(value, field: field) }
  }

  /// Writes a packed `repeated int64`.
  mutating func packed(_ values: [Int64], field: Int) {
    if values.isEmpty { return }
    message(field: field) { for value in values { $0.varint(UInt64(bitPattern: value)) } }
  }

  /// Writes a packed `repeated double`.
  mutating func packed(_ values: [Double], field: Int) {
    if values.isEmpty { return }
    message(field: field) { for value in values { $0.append(value.bitPattern.littleEndianBytes) } }
  }
}

// MARK: Bytes

extension ProtobufWriter {
  /// Writes a field's number and wire type, which precede its value.
  private mutating func key(_ field: Int, _ type: WireType) { varint(UInt64(field) << 3 | type.rawValue) }

  /// Writes seven bits per byte, lowest first; the eighth bit is set if more bytes follow.
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      append(CollectionOfOne(UInt8(truncatingIfNeeded: rest) | 0x80))
      rest >>= 7
    }
    append(CollectionOfOne(UInt8(rest)))
  }

  private mutating func append(_ part: some Collection<UInt8>) {
    byteCount += part.count
    if !isMeasuring { output.append(contentsOf: part) }
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, lowest first.
  var littleEndianBytes: [UInt8] { (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self(8 * $0)) } }
}
