/// Divides source text into identifiers, string literals and comments, all in lower case.
///
/// An identifier is written as its camel-case parts, `|max|line|length|`, and the last part of a type's name once more
/// with a `^`: `TrainingOrder` is `|training|order|^order|`. A test's name in backticks counts as a comment.
struct SourceLexer {
  private enum Language { case swift, c }
  private var identifiers = MarkedText()
  private var strings = MarkedText()
  private var comments = MarkedText()
  private let bytes: [UInt8]
  private let language: Language
  private let path: String
  private var offset = 0
  private var line = 1

  private init(_ text: String, path: String) {
    bytes = Array(text.utf8)
    language = path.hasSuffix(".swift") ? .swift : .c
    self.path = path
  }

  /// Adds a file's identifiers, strings and comments to the first three of some texts.
  static func read(_ file: SourceTree.File, into texts: inout [MarkedText]) {
    var lexer = SourceLexer(file.text, path: file.path)
    swap(&lexer.identifiers, &texts[0])
    swap(&lexer.strings, &texts[1])
    swap(&lexer.comments, &texts[2])
    lexer.readCode(until: nil)
    (texts[0], texts[1], texts[2]) = (lexer.identifiers, lexer.strings, lexer.comments)
  }

  private func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private func hasPrefix(_ prefix: StaticString) -> Bool {
    for index in 0..<prefix.utf8CodeUnitCount where byte(at: offset + index) != prefix.utf8Start[index] { return false }
    return true
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count {
      if byte(at: offset) == UInt8(ascii: "\n") { line += 1 }
      offset += 1
    }
  }

  /// Reads code up to the parenthesis that closes an interpolation, or to the end.
  private mutating func readCode(until end: UInt8?) {
    var depth = 0
    while offset < bytes.count {
      let current = bytes[offset]
      switch current {
      case UInt8(ascii: "/") where hasPrefix("//"): readLineComment()
      case UInt8(ascii: "/") where hasPrefix("/*"): readBlockComment()
      case UInt8(ascii: "\""): readString(hashes: 0)
      case UInt8(ascii: "#") where language == .swift && startsRawString: readRawString()
      case UInt8(ascii: "'") where language == .c: readCharacter()
      case UInt8(ascii: "`") where language == .swift: readBackticks()
      case UInt8(ascii: "("):
        depth += 1
        advance()
      case UInt8(ascii: ")"):
        if depth == 0, end != nil { return advance() }
        depth -= 1
        advance()
      default:
        if isLetter(current) { readIdentifier() } else { advance() }
      }
    }
  }

  private mutating func readLineComment() {
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      comments.append(bytes[offset], path, line)
      offset += 1
    }
    // A sentence continues after the next line's slashes; the blank between them is the newline's.
    comments.append(UInt8(ascii: " "), path, line)
  }

  private mutating func readBlockComment() {
    while offset < bytes.count, !hasPrefix("*/") {
      comments.append(bytes[offset], path, line)
      advance()
    }
    advance(2)
    comments.end()
  }

  private var startsRawString: Bool {
    var index = offset
    while byte(at: index) == UInt8(ascii: "#") { index += 1 }
    return byte(at: index) == UInt8(ascii: "\"") || byte(at: index) == UInt8(ascii: "/")
  }

  private mutating func readRawString() {
    var hashes = 0
    while byte(at: offset) == UInt8(ascii: "#") {
      hashes += 1
      advance()
    }
    byte(at: offset) == UInt8(ascii: "/") ? readRegex(hashes: hashes) : readString(hashes: hashes)
  }

  private func closes(_ quote: UInt8, count: Int, hashes: Int) -> Bool {
    for index in 0..<count where byte(at: offset + index) != quote { return false }
    for index in 0..<hashes where byte(at: offset + count + index) != UInt8(ascii: "#") { return false }
    return true
  }

  private mutating func readRegex(hashes: Int) {
    advance()
    while offset < bytes.count, !closes(UInt8(ascii: "/"), count: 1, hashes: hashes) {
      strings.append(bytes[offset], path, line)
      advance()
    }
    advance(1 + hashes)
    strings.end()
  }

  /// Reads a string literal; code in its interpolations is code.
  private mutating func readString(hashes: Int) {
    let quotes = hasPrefix("\"\"\"") ? 3 : 1
    advance(quotes)
    while offset < bytes.count, !closes(UInt8(ascii: "\""), count: quotes, hashes: hashes) {
      if bytes[offset] == UInt8(ascii: "\\"), hashes == 0 || closesEscape(hashes) {
        advance(1 + hashes)
        if byte(at: offset) == UInt8(ascii: "("), language == .swift {
          advance()
          readCode(until: UInt8(ascii: ")"))
          strings.append(UInt8(ascii: "%"), path, line)
        } else {
          strings.append(UInt8(ascii: " "), path, line)
          advance()
        }
      } else {
        strings.append(bytes[offset], path, line)
        advance()
      }
    }
    advance(quotes + hashes)
    strings.end()
  }

  private func closesEscape(_ hashes: Int) -> Bool {
    for index in 1...hashes where byte(at: offset + index) != UInt8(ascii: "#") { return false }
    return true
  }

  private mutating func readCharacter() {
    advance()
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "'"), bytes[offset] != UInt8(ascii: "\n") {
      advance(bytes[offset] == UInt8(ascii: "\\") ? 2 : 1)
    }
    advance()
  }

  /// Reads `` `default` `` as an identifier, and a sentence in backticks as a comment.
  private mutating func readBackticks() {
    guard let end = bytes[(offset + 1)...].firstIndex(of: UInt8(ascii: "`")) else { return advance() }
    guard bytes[offset..<end].contains(UInt8(ascii: " ")) else {
      advance()
      readIdentifier()
      return advance()
    }
    comments.end()
    for index in offset + 1..<end { comments.append(bytes[index], path, line) }
    comments.end()
    offset = end + 1
  }

  private mutating func readIdentifier() {
    let start = offset
    while offset < bytes.count, isLetter(bytes[offset]) || isDigit(bytes[offset]) { offset += 1 }
    identifiers.appendIdentifier(bytes[start..<offset], path, line)
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
/// Whether a byte can begin an identifier: an ASCII letter or an underscore.
func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) || byte == 0x5F }
