/// Reads the records of a CSV file of any size one after the other.
///
/// Fields are separated by commas, and quoted if they hold a comma, a quote (doubled) or a line break; lines end in LF
/// or CRLF. A quote inside an unquoted field is an ordinary character, as file names may contain it. Fields are bytes.
///
/// Source: RFC 4180. SwiftCSV needs the whole text as a string and has no line numbers for error messages.
struct CSVRecords {
  struct Record: Equatable {
    var fields: [[UInt8]]
    /// The number of its first line, from 1.
    var line: Int
  }

  /// The maximum number of bytes of a record.
  static let maxBytes = 1 << 20

  private let path: String
  private let stream: ByteStream
  private var buffer: [UInt8] = []
  private var position = 0
  private var line = 1

  init(path: String) throws(DataError) {
    self.path = path
    stream = try ByteStream(path: Array(path.utf8), layout: .manifest)
    try fill()
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Reads the next record; nil after the last. Empty lines are skipped.
  mutating func next() throws(DataError) -> Record? {
    while let byte = try peek() {
      guard byte == 0x0A || byte == 0x0D else { return try record() }
      advance(past: byte)
    }
    return nil
  }

  private mutating func record() throws(DataError) -> Record {
    var record = Record(fields: [], line: line)
    var size = 0
    while true {
      let field = try self.field(of: record.line, size: &size)
      record.fields.append(field)
      size += 1
      guard let end = try peek() else { return record }
      if end != 0x2C {
        if end == 0x0D || end == 0x0A { advance(past: end) }
        return record
      }
      advance(past: end)
    }
  }

  /// Reads a field up to the following comma or line end.
  private mutating func field(of start: Int, size: inout Int) throws(DataError) -> [UInt8] {
    guard try peek() == 0x22 else { return try plainField(of: start, size: &size) }
    advance(past: 0x22)
    var field: [UInt8] = []
    while let byte = try peek() {
      advance(past: byte)
      if byte == 0x22 {
        switch try peek() {
        case 0x22: advance(past: 0x22)
        case nil, 0x2C, 0x0A, 0x0D: return field
        default: throw .badManifest(path: path, line: line, reason: "text after a closing quote")
        }
      }
      field.append(byte)
      try count(&size, of: start)
    }
    throw .badManifest(path: path, line: start, reason: "unclosed quote")
  }

  private mutating func plainField(of start: Int, size: inout Int) throws(DataError) -> [UInt8] {
    var field: [UInt8] = []
    while let byte = try peek(), byte != 0x2C, byte != 0x0A, byte != 0x0D {
      advance(past: byte)
      field.append(byte)
      try count(&size, of: start)
    }
    return field
  }

  private func count(_ size: inout Int, of start: Int) throws(DataError) {
    size += 1
    guard size <= Self.maxBytes else {
      throw .badManifest(path: path, line: start, reason: "longer than \(Self.maxBytes >> 20) MiB")
    }
  }

  private mutating func peek() throws(DataError) -> UInt8? {
    if position == buffer.count { try fill() }
    return position < buffer.count ? buffer[position] : nil
  }

  private mutating func advance(past byte: UInt8) {
    position += 1
    if byte == 0x0A { line += 1 }
  }

  private mutating func fill() throws(DataError) {
    position = 0
    buffer = try stream.read(1 << 16)
  }
}
