/// A value of the Python literals in the headers of NumPy's files: dictionaries, tuples, lists, text, numbers and truth
/// values.
enum PythonLiteral: Equatable {
  case text(String)
  case number(Int)
  case bool(Bool)
  /// A tuple or a list.
  case sequence([PythonLiteral])
  case dictionary([String: PythonLiteral])

  /// Parses a literal, with white space behind it; nil if it is not one of these.
  init?(_ text: [UInt8]) {
    var parser = Parser(rest: text[...])
    guard let value = parser.value(depth: 0) else { return nil }
    parser.skipSpace()
    guard parser.rest.isEmpty else { return nil }
    self = value
  }

  private struct Parser {
    var rest: ArraySlice<UInt8>

    /// The maximum depth of nested values; a structured type nests two.
    private static let maxDepth = 8

    mutating func skipSpace() { rest = rest.drop { $0 == 0x20 || 0x09...0x0D ~= $0 } }

    private mutating func accept(_ character: Character) -> Bool {
      skipSpace()
      guard let byte = rest.first, byte == character.asciiValue else { return false }
      rest.removeFirst()
      return true
    }

    mutating func value(depth: Int) -> PythonLiteral? {
      skipSpace()
      guard depth < Self.maxDepth, let first = rest.first else { return nil }
      switch Character(Unicode.Scalar(first)) {
      case "{": return dictionary(depth: depth)
      case "(": return sequence(until: ")", depth: depth)
      case "[": return sequence(until: "]", depth: depth)
      case "'", "\"": return text().map { .text($0) }
      case "0"..."9", "-": return number()
      default: return truthValue()
      }
    }

    private mutating func dictionary(depth: Int) -> PythonLiteral? {
      rest.removeFirst()
      var items: [String: PythonLiteral] = [:]
      while !accept("}") {
        skipSpace()
        guard let key = text(), accept(":"), let value = value(depth: depth + 1) else { return nil }
        items[key] = value
        guard accept(",") else { return accept("}") ? .dictionary(items) : nil }
      }
      return .dictionary(items)
    }

    private mutating func sequence(until end: Character, depth: Int) -> PythonLiteral? {
      rest.removeFirst()
      var items: [PythonLiteral] = []
      while !accept(end) {
        guard let value = value(depth: depth + 1) else { return nil }
        items.append(value)
        guard accept(",") else { return accept(end) ? .sequence(items) : nil }
      }
      return .sequence(items)
    }

    /// Text in quotes, in which escapes are not interpreted: types have none.
    private mutating func text() -> String? {
      guard let quote = rest.first, quote == 0x27 || quote == 0x22 else { return nil }
      rest.removeFirst()
      guard let end = rest.firstIndex(of: quote) else { return nil }
      let text = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 1)...]
      return text
    }

    private mutating func number() -> PythonLiteral? {
      let digits = rest.prefix { 0x30...0x39 ~= $0 || $0 == 0x2D }
      rest = rest.dropFirst(digits.count)
      // Python 2 wrote long numbers with an L.
      if rest.first == 0x4C { rest.removeFirst() }
      return Int(String(decoding: digits, as: UTF8.self)).map { .number($0) }
    }

    private mutating func truthValue() -> PythonLiteral? {
      let letters = rest.prefix { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
      rest = rest.dropFirst(letters.count)
      switch String(decoding: letters, as: UTF8.self) {
      case "True": return .bool(true)
      case "False": return .bool(false)
      default: return nil
      }
    }
  }
}
