/// Reads the records of a CSV file of any size one after the other.
///
/// Fields are separated by commas or another character, and quoted if they hold it, a quote (doubled) or a line break;
/// lines end in LF, CRLF or CR. A quote inside an unquoted field is an ordinary character, as file names may contain
/// it. Fields are bytes.
///
/// Source: RFC 4180. SwiftCSV needs the whole text as a string and has no line numbers for error messages.
struct CSVRecords: ListRecords {
  typealias Record = ListRecord

  /// What stands between two fields.
  enum Separator: Equatable, CaseIterable {
    case comma, semicolon, tab
    /// Any number of spaces and tabs.
    case spaces

    func has(_ byte: UInt8) -> Bool {
      switch self {
      case .comma: byte == 0x2C
      case .semicolon: byte == 0x3B
      case .tab: byte == 0x09
      case .spaces: byte == 0x20 || byte == 0x09
      }
    }

    /// The character, for messages.
    var name: String {
      switch self {
      case .comma: "commas"
      case .semicolon: "semicolons"
      case .tab: "tabs"
      case .spaces: "spaces"
      }
    }
  }

  /// The maximum number of bytes of a record.
  static let maxBytes = 1 << 20

  private let path: String
  private let separator: Separator
  private var bytes: ListBytes
  private var position = 0
  private var line = 1
  private var isAfterReturn = false

  /// Reads a file.
  init(path: String, separator: Separator = .comma) throws(DataError) {
    self.path = path
    self.separator = separator
    bytes = try ListBytes(path: path)
    try bytes.fill()
    line = bytes.firstLine
  }

  /// Reads the first bytes of the file at a path.
  init(_ start: [UInt8], path: String, separator: Separator) {
    self.path = path
    self.separator = separator
    bytes = ListBytes(start)
  }

  /// Reads the next record; nil after the last. Empty lines are skipped.
  mutating func next() throws(DataError) -> Record? {
    while let byte = try peek() {
      guard byte == 0x0A || byte == 0x0D || separator == .spaces && separator.has(byte) else { return try record() }
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
      guard var end = try peek() else { return record }
      guard separator.has(end) else {
        advance(past: end)
        return record
      }
      advance(past: end)
      guard separator == .spaces else { continue }
      while let byte = try peek(), separator.has(byte) { advance(past: byte) }
      guard let byte = try peek() else { return record }
      end = byte
      if end == 0x0D || end == 0x0A {
        advance(past: end)
        return record
      }
    }
  }

  /// Reads a field up to the following separator or line end.
  private mutating func field(of start: Int, size: inout Int) throws(DataError) -> [UInt8] {
    guard try peek() == 0x22 else { return try plainField(of: start, size: &size) }
    advance(past: 0x22)
    var field: [UInt8] = []
    while let byte = try peek() {
      advance(past: byte)
      if byte == 0x22 {
        guard let next = try peek() else { return field }
        if next == 0x22 {
          advance(past: 0x22)
        } else if separator.has(next) || next == 0x0A || next == 0x0D {
          return field
        } else {
          throw .badManifest(path: path, line: line, reason: "text after a closing quote")
        }
      }
      field.append(byte)
      try count(&size, of: start)
    }
    throw .badManifest(path: path, line: start, reason: "unclosed quote")
  }

  private mutating func plainField(of start: Int, size: inout Int) throws(DataError) -> [UInt8] {
    var field: [UInt8] = []
    while let byte = try peek(), !separator.has(byte), byte != 0x0A, byte != 0x0D {
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
    if position == bytes.buffer.count {
      try bytes.fill()
      position = 0
    }
    return position < bytes.buffer.count ? bytes.buffer[position] : nil
  }

  private mutating func advance(past byte: UInt8) {
    position += 1
    // CRLF is one line end.
    if byte == 0x0D || byte == 0x0A && !isAfterReturn { line += 1 }
    isAfterReturn = byte == 0x0D
  }
}
