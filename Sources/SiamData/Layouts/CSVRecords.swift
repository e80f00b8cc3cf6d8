/// The records of a CSV file, one after the other, whatever its size: fields parted by commas, quoted where they hold a
/// comma, a quote (then doubled) or a new line; lines end in LF or CRLF. Fields are bytes, and lines are counted.
///
/// A quote within a field that doesn't begin with one stands for itself, as file names may hold it.
///
/// Source: RFC 4180. SwiftCSV was looked at: it wants the whole text as a string, and keeps no lines for messages.
struct CSVRecords {
  struct Record: Equatable {
    var fields: [[UInt8]]
    /// Where it begins, from 1.
    var line: Int
  }

  /// Records with more bytes are refused.
  static let mostBytes = 1 << 20

  private let path: String
  private let stream: ByteStream
  private var buffer: [UInt8] = []
  private var position = 0
  private var line = 1

  init(path: String) throws(DataError) {
    self.path = path
    do throws(ByteStream.Failure) {
      stream = try ByteStream(path: Array(path.utf8))
    } catch {
      throw error.dataError(path: path, layout: .manifest)
    }
    try fill()
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next record; nil after the last. Lines with nothing in them are none.
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

  /// Reads a field up to the comma or line end after it.
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
        default: throw .badManifest(path: path, line: line, reason: "there is more after a closing quote")
        }
      }
      field.append(byte)
      try count(&size, of: start)
    }
    throw .badManifest(path: path, line: start, reason: "a quote is opened and never closed")
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
    guard size <= Self.mostBytes else {
      throw .badManifest(path: path, line: start, reason: "the line is longer than siam reads")
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
    do throws(ByteStream.Failure) {
      buffer = try stream.read(1 << 16)
    } catch {
      throw error.dataError(path: path, layout: .manifest)
    }
  }
}
