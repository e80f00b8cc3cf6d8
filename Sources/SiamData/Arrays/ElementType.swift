/// The type of an array's elements, as NumPy's `dtype.str` writes it: `|u1`, `<f4`, `>i2`, `<U7`.
struct ElementType: Equatable {
  enum Kind: Equatable {
    case bool
    case unsigned
    case signed
    case float
    /// Text as bytes, padded with zeros.
    case bytes
    /// Text as 32-bit code points, padded with zeros.
    case text
  }

  var kind: Kind
  /// The number of bytes of an element.
  var size: Int
  var isBigEndian: Bool

  /// The maximum number of bytes of an element that is text.
  static let maxTextBytes = 1 << 14

  /// Parses a type; nil if elements of it are neither numbers nor text.
  init?(_ descriptor: String) {
    var rest = descriptor[...]
    isBigEndian = rest.first == ">"
    if let first = rest.first, "<>|=".contains(first) { rest.removeFirst() }
    guard let letter = rest.popFirst(), let count = Int(rest), count > 0, count <= Self.maxTextBytes else { return nil }
    size = letter == "U" ? 4 * count : count
    switch (letter, count) {
    case ("b", 1): kind = .bool
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): kind = .unsigned
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): kind = .signed
    case ("f", 2), ("f", 4), ("f", 8): kind = .float
    case ("S", _), ("a", _): kind = .bytes
    case ("U", ...(Self.maxTextBytes / 4)): kind = .text
    default: return nil
    }
  }

  var isNumber: Bool { kind != .bytes && kind != .text }

  /// The name that NumPy gives the type.
  var name: String {
    switch kind {
    case .bool: "bool"
    case .unsigned: "uint\(8 * size)"
    case .signed: "int\(8 * size)"
    case .float: "float\(8 * size)"
    case .bytes, .text: "text"
    }
  }

  /// The numbers that whole elements hold, in their order; text is not a number.
  func numbers(_ bytes: [UInt8]) -> [Double] {
    switch (kind, size) {
    case (.bool, _): bytes.map { $0 == 0 ? 0 : 1 }
    case (.unsigned, 1): bytes.map(Double.init)
    case (.signed, 1): bytes.map { Double(Int8(bitPattern: $0)) }
    case (.unsigned, 2): integers(bytes, UInt16.self) { Double($0) }
    case (.signed, 2): integers(bytes, UInt16.self) { Double(Int16(bitPattern: $0)) }
    case (.unsigned, 4): integers(bytes, UInt32.self) { Double($0) }
    case (.signed, 4): integers(bytes, UInt32.self) { Double(Int32(bitPattern: $0)) }
    case (.unsigned, 8): integers(bytes, UInt64.self) { Double($0) }
    case (.signed, 8): integers(bytes, UInt64.self) { Double(Int64(bitPattern: $0)) }
    case (.float, 2): integers(bytes, UInt16.self, Self.double(ofHalf:))
    case (.float, 4): integers(bytes, UInt32.self) { Double(Float(bitPattern: $0)) }
    case (.float, 8): integers(bytes, UInt64.self) { Double(bitPattern: $0) }
    default: []
    }
  }

  /// The text of an element as UTF-8, without its padding.
  func text(_ element: ArraySlice<UInt8>) -> [UInt8] {
    guard kind == .text else {
      var bytes = element
      while bytes.last == 0 { bytes.removeLast() }
      return Array(bytes)
    }
    var text = String.UnicodeScalarView()
    for code in integers(Array(element), UInt32.self, { $0 }) { text.append(Unicode.Scalar(code) ?? "\u{FFFD}") }
    while text.last == "\0" { text.removeLast() }
    return Array(String(text).utf8)
  }

  @inline(__always)
  private func integers<Bits: FixedWidthInteger, Value>(
    _ bytes: [UInt8], _ type: Bits.Type, _ value: (Bits) -> Value
  ) -> [Value] {
    let stride = MemoryLayout<Bits>.size
    return bytes.withUnsafeBytes { buffer in
      (0..<buffer.count / stride).map { index in
        let bits = buffer.loadUnaligned(fromByteOffset: index * stride, as: Bits.self)
        return value(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
      }
    }
  }

  /// The value of a 16-bit float.
  private static func double(ofHalf bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1_023) / 1_024)
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    switch exponent {
    case 0: return sign * Double(sign: .plus, exponent: -14, significand: fraction)
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
    }
  }
}
