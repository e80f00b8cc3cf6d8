import Foundation

/// Scans a line of JSON from left to right and decodes only the values that are read.
///
/// It supports the subset of JSON that `EventLines` writes, and throws for anything else, which a full decoder can
/// read.
struct JSONScanner {
  /// The error thrown for JSON that the scanner doesn't support.
  struct Unexpected: Error {}

  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// Reads an object and calls `body` with each key; `body` must read or skip the value.
  mutating func object(_ body: (String, inout JSONScanner) throws(Unexpected) -> Void) throws(Unexpected) {
    try expect(UInt8(ascii: "{"))
    if consume(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      try expect(UInt8(ascii: ":"))
      try body(key, &self)
    } while consume(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Reads an array of integers.
  mutating func integers() throws(Unexpected) -> [Int] {
    try expect(UInt8(ascii: "["))
    var found: [Int] = []
    if consume(UInt8(ascii: "]")) { return found }
    found.reserveCapacity(64)
    repeat { found.append(try integer()) } while consume(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return found
  }

  /// Reads a string without escapes.
  mutating func string() throws(Unexpected) -> String {
    try expect(UInt8(ascii: "\""))
    let start = index
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") { throw Unexpected() }
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    try expect(UInt8(ascii: "\""))
    return text
  }

  /// Reads an integer.
  mutating func integer() throws(Unexpected) -> Int {
    let isNegative = consume(UInt8(ascii: "-"))
    let start = index
    var value = 0
    while index < bytes.endIndex, let digit = Self.digit(bytes[index]) {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(digit)
      if overflows || overflowsToo { throw Unexpected() }
      value = sum
      index += 1
    }
    guard index > start else { throw Unexpected() }
    if index < bytes.endIndex, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[index]) {
      throw Unexpected()
    }
    return isNegative ? -value : value
  }

  /// Reads a number, or one of the strings "NaN", "Infinity" and "-Infinity".
  mutating func number() throws(Unexpected) -> Double {
    guard index < bytes.endIndex else { throw Unexpected() }
    if bytes[index] == UInt8(ascii: "\"") {
      switch try string() {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: throw Unexpected()
      }
    }
    let start = index
    let isNegative = consume(UInt8(ascii: "-"))
    var (mantissa, digits, decimals, isInFraction) = (0, 0, 0, false)
    while index < bytes.endIndex {
      let byte = bytes[index]
      if let digit = Self.digit(byte) {
        digits += 1
        if digits <= 18 { mantissa = mantissa * 10 + digit }
        if isInFraction { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !isInFraction {
        isInFraction = true
      } else {
        break
      }
      index += 1
    }
    let hasExponent = index < bytes.endIndex && (bytes[index] | 0x20) == UInt8(ascii: "e")
    // Both numbers are exact, so the quotient is rounded once and equals the full decoder's.
    if !hasExponent, digits > 0, digits <= 18, mantissa < 1 << 53, decimals < Self.powers.count {
      let value = Double(mantissa) / Self.powers[decimals]
      return isNegative ? -value : value
    }
    while index < bytes.endIndex, Self.isInNumber(bytes[index]) { index += 1 }
    guard let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else { throw Unexpected() }
    return value
  }

  /// Skips a value of any type.
  mutating func skip() throws(Unexpected) {
    var depth = 0
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return
      default: break
      }
      index += 1
    }
    throw Unexpected()
  }

  /// Throws if anything follows.
  mutating func end() throws(Unexpected) { if index != bytes.endIndex { throw Unexpected() } }

  private mutating func expect(_ byte: UInt8) throws(Unexpected) { if !consume(byte) { throw Unexpected() } }

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard index < bytes.endIndex, bytes[index] == byte else { return false }
    index += 1
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
