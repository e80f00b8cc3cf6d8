/// A TensorBoard event, parsed independently of the program's writer: the fields numbered in event.proto and
/// summary.proto, and no others.
struct EventRecord {
  /// Seconds since 1970.
  var wallTime: Double
  var step: Int
  var fileVersion: String?
  var values: [Value]
  /// The number of a session log's status.
  var sessionStatus: Int?

  struct Value {
    var tag: String
    var scalar: Float?
    var image: Image?
    var histogram: Histogram?
    /// The strings of a tensor.
    var strings: [String]?
    var plugin: String?
  }

  struct Image {
    var height: Int
    var width: Int
    var channels: Int
    var file: [UInt8]
  }

  struct Histogram {
    var minimum: Double
    var maximum: Double
    var count: Double
    var sum: Double
    var sumOfSquares: Double
    var edges: [Double]
    var counts: [Double]
  }

  init(_ bytes: [UInt8]) throws {
    var fields = try ProtobufFields(bytes[...])
    wallTime = try fields.double(1) ?? 0
    step = try fields.integer(2) ?? 0
    fileVersion = try fields.string(3)
    let summary = try fields.message(5) { try $0.messages(1, Value.init) }
    values = summary ?? []
    sessionStatus = try fields.message(7) { try $0.integer(1) ?? 0 }
    try fields.end()
    guard [fileVersion != nil, summary != nil, sessionStatus != nil].count(where: { $0 }) <= 1 else {
      throw ProtobufFields.Invalid.value(field: 3)
    }
  }
}

extension EventRecord.Value {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    tag = try fields.string(1) ?? ""
    scalar = try fields.float(2)
    image = try fields.message(4, EventRecord.Image.init)
    histogram = try fields.message(5, EventRecord.Histogram.init)
    strings = try fields.message(8) { tensor in
      guard try tensor.integer(1) == 7 else { throw ProtobufFields.Invalid.value(field: 1) }
      let sizes = try tensor.message(2) { shape in try shape.messages(2) { try $0.integer(1) ?? 0 } }
      let strings = try tensor.strings(8)
      guard let sizes, sizes.reduce(1, *) == strings.count else { throw ProtobufFields.Invalid.value(field: 2) }
      return strings
    }
    plugin = try fields.message(9) { metadata in try metadata.message(1) { try $0.string(1) ?? "" } ?? "" }
    guard [scalar != nil, image != nil, histogram != nil, strings != nil].count(where: { $0 }) == 1 else {
      throw ProtobufFields.Invalid.value(field: 8)
    }
  }
}

extension EventRecord.Image {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    height = try fields.integer(1) ?? 0
    width = try fields.integer(2) ?? 0
    channels = try fields.integer(3) ?? 0
    file = try fields.bytes(4) ?? []
  }
}

extension EventRecord.Histogram {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    minimum = try fields.double(1) ?? 0
    maximum = try fields.double(2) ?? 0
    count = try fields.double(3) ?? 0
    sum = try fields.double(4) ?? 0
    sumOfSquares = try fields.double(5) ?? 0
    edges = try fields.doubles(6)
    counts = try fields.doubles(7)
    guard edges.count == counts.count else { throw ProtobufFields.Invalid.value(field: 7) }
  }
}
