import SiamCore

/// Reads a text file from start to end as UTF-8: UTF-16 of either byte order is converted, and a byte order mark
/// skipped, and so are comments (`# …`) and Excel's line `sep=;` at its start. Bytes that are neither are passed on, as
/// file names need not be UTF-8.
struct ListText {
  enum Encoding { case utf8, utf16LittleEndian, utf16BigEndian }

  let encoding: Encoding
  private let stream: ByteStream
  /// Bytes that were read and not yet converted.
  private var waiting: [UInt8]
  /// The number of lines skipped at the start, once it is read; nil before.
  private(set) var skippedLines: Int?

  /// The number of bytes read at a time.
  static let chunk = 1 << 16

  init(path: String) throws(DataError) {
    stream = try ByteStream(path: Array(path.utf8), layout: .manifest)
    waiting = try stream.read(Self.chunk)
    let (encoding, mark) = Self.detect(waiting)
    self.encoding = encoding
    waiting.removeFirst(mark)
  }

  /// Reads the next bytes; none at the end of the file.
  mutating func read() throws(DataError) -> [UInt8] {
    var text = try readAll()
    guard skippedLines == nil else { return text }
    var skipped = 0
    while Self.isSkipped(text), let end = text.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      let next = text[end] == 0x0D && text.dropFirst(end + 1).first == 0x0A ? end + 2 : end + 1
      text.removeFirst(next)
      skipped += 1
    }
    skippedLines = skipped
    return text
  }

  /// Whether a text begins with a line that holds no record.
  private static func isSkipped(_ text: [UInt8]) -> Bool {
    text.starts(with: "# ".utf8) || text.starts(with: "sep=".utf8)
  }

  private mutating func readAll() throws(DataError) -> [UInt8] {
    if encoding == .utf8 {
      if waiting.isEmpty { return try stream.read(Self.chunk) }
      defer { waiting = [] }
      return waiting
    }
    while true {
      let more = try stream.read(Self.chunk)
      let text = Self.converted(&waiting, encoding, isAtEnd: more.isEmpty)
      waiting += more
      if !text.isEmpty || more.isEmpty && waiting.isEmpty { return text }
    }
  }

  /// The encoding of a text with these first bytes, and the length of its byte order mark.
  static func detect(_ start: [UInt8]) -> (encoding: Encoding, mark: Int) {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    // Without a mark: paths are mostly ASCII, so that every other byte is zero.
    let sample = start.prefix(512)
    let (even, odd) = sample.indices.reduce(into: (0, 0)) { zeros, index in
      guard sample[index] == 0 else { return }
      if index % 2 == 0 { zeros.0 += 1 } else { zeros.1 += 1 }
    }
    if odd * 4 > sample.count, even * 8 < odd { return (.utf16LittleEndian, 0) }
    if even * 4 > sample.count, odd * 8 < even { return (.utf16BigEndian, 0) }
    return (.utf8, 0)
  }

  /// Converts UTF-16 to UTF-8, and leaves what is incomplete in `bytes`, unless the text ends there.
  static func converted(_ bytes: inout [UInt8], _ encoding: Encoding, isAtEnd: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second)
    }
    // A pair of surrogates may continue in the next chunk.
    if !isAtEnd, let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
    bytes = isAtEnd ? [] : Array(bytes[(units.count * 2)...])
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
