internal import Foundation

/// Reads a line of JSON from left to right, without making anything of what nobody asks for.
///
/// Only for lines as `EventLines` writes them: whatever else it meets is refused, and left to a whole decoder.
struct JSONScanner {
  /// The line is not as expected.
  struct Unexpected: Error {}

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// Reads an object, calling `body` with each key; it must read the value.
  mutating func object(_ body: (String, inout JSONScanner) throws(Unexpected) -> Void) throws(Unexpected) {
    try expect(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      try expect(UInt8(ascii: ":"))
      try body(key, &self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Reads a list of whole numbers.
  mutating func integers() throws(Unexpected) -> [Int] {
    try expect(UInt8(ascii: "["))
    var found: [Int] = []
    if take(UInt8(ascii: "]")) { return found }
    found.reserveCapacity(64)
    repeat { found.append(try integer()) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return found
  }

  /// Reads a string without escapes.
  mutating func string() throws(Unexpected) -> String {
    try expect(UInt8(ascii: "\""))
    let start = place
    while place < bytes.endIndex, bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] == UInt8(ascii: "\\") { throw Unexpected() }
      place += 1
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    try expect(UInt8(ascii: "\""))
    return text
  }

  /// Reads a whole number.
  mutating func integer() throws(Unexpected) -> Int {
    let isNegative = take(UInt8(ascii: "-"))
    let start = place
    var value = 0
    while place < bytes.endIndex, let digit = Self.digit(bytes[place]) {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(digit)
      if overflows || overflowsToo { throw Unexpected() }
      value = sum
      place += 1
    }
    guard place > start else { throw Unexpected() }
    if place < bytes.endIndex, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[place]) {
      throw Unexpected()
    }
    return isNegative ? -value : value
  }

  /// Reads a number, or one of the words that stand for what is none.
  mutating func number() throws(Unexpected) -> Double {
    guard place < bytes.endIndex else { throw Unexpected() }
    if bytes[place] == UInt8(ascii: "\"") {
      switch try string() {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: throw Unexpected()
      }
    }
    let start = place
    let isNegative = take(UInt8(ascii: "-"))
    var (mantissa, digits, decimals, isInFraction) = (0, 0, 0, false)
    while place < bytes.endIndex {
      let byte = bytes[place]
      if let digit = Self.digit(byte) {
        digits += 1
        if digits <= 18 { mantissa = mantissa * 10 + digit }
        if isInFraction { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !isInFraction {
        isInFraction = true
      } else {
        break
      }
      place += 1
    }
    let hasExponent = place < bytes.endIndex && (bytes[place] | 0x20) == UInt8(ascii: "e")
    // Both numbers are exact, so their quotient is rounded once, as it should be.
    if !hasExponent, digits > 0, digits <= 18, mantissa < 1 << 53, decimals < Self.powers.count {
      let value = Double(mantissa) / Self.powers[decimals]
      return isNegative ? -value : value
    }
    while place < bytes.endIndex, Self.isInNumber(bytes[place]) { place += 1 }
    guard let value = Double(String(decoding: bytes[start..<place], as: UTF8.self)) else { throw Unexpected() }
    return value
  }

  /// Passes a value over, whatever it is.
  mutating func skip() throws(Unexpected) {
    var depth = 0
    while place < bytes.endIndex {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        while place < bytes.endIndex, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return
      default: break
      }
      place += 1
    }
    throw Unexpected()
  }

  /// Nothing may follow.
  mutating func end() throws(Unexpected) { if place != bytes.endIndex { throw Unexpected() } }

  private mutating func expect(_ byte: UInt8) throws(Unexpected) { if !take(byte) { throw Unexpected() } }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.endIndex, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte) - 0x30 : nil
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    digit(byte) != nil || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
      || (byte | 0x20) == UInt8(ascii: "e")
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
