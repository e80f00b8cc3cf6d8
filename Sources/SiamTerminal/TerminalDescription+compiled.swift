extension TerminalDescription {
  /// Encodes the entry in the format of the files under `/lib/terminfo`, with 32-bit numbers.
  ///
  /// Source: the manual page term(5), "Legacy storage format" and the two sections after it.
  func compiled() -> [UInt8] {
    var table: [UInt8] = []
    let offsets = strings.map { string -> Int in
      guard let string else { return -1 }
      defer { table += string + [0] }
      return table.count
    }
    let name = Array(names.joined(separator: "|").utf8) + [0]
    var bytes = shorts([0o1036, name.count, flags.count, numbers.count, strings.count, table.count])
    bytes += name
    bytes += flags.map { $0 ? 1 : 0 }
    pad(&bytes)
    for number in numbers { bytes += littleEndian(number ?? -1) }
    bytes += shorts(offsets)
    bytes += table
    if !extendedFlags.isEmpty {
      pad(&bytes)
      bytes += compiledExtension()
    }
    return bytes
  }

  /// Encodes the entry as a value of the environment variable `TERMINFO`.
  func environmentValue() -> String { "b64:" + base64(compiled()) }

  /// Encodes the extended flags: their counts, their values, and the offsets of their names in a table of names.
  private func compiledExtension() -> [UInt8] {
    var table: [UInt8] = []
    let offsets = extendedFlags.map { name -> Int in
      defer { table += Array(name.utf8) + [0] }
      return table.count
    }
    var bytes = shorts([extendedFlags.count, 0, 0, extendedFlags.count, table.count])
    bytes += Array(repeating: 1, count: extendedFlags.count)
    pad(&bytes)
    return bytes + shorts(offsets) + table
  }

  private func shorts(_ values: [Int]) -> [UInt8] {
    values.flatMap { value -> [UInt8] in
      let bits = UInt16(truncatingIfNeeded: value)
      return [UInt8(bits & 0xFF), UInt8(bits >> 8)]
    }
  }

  private func littleEndian(_ value: Int32) -> [UInt8] {
    let bits = UInt32(bitPattern: value)
    return (0..<4).map { UInt8(bits >> (8 * $0) & 0xFF) }
  }

  /// Pads to an even number of bytes.
  private func pad(_ bytes: inout [UInt8]) {
    if bytes.count % 2 == 1 { bytes.append(0) }
  }
}

/// Encodes bytes in base 64, padded with `=`.
func base64(_ bytes: [UInt8]) -> String {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    var bits = 0
    for byte in group { bits = bits << 8 | Int(byte) }
    bits <<= 8 * (3 - group.count)
    for index in 0..<4 {
      text.append(index <= group.count ? digits[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}
