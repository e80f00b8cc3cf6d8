/// The text of names of files, which are bytes: classes, groups and images are named by it.
///
/// A name that is clean UTF-8 is its own text. In other names, bytes that are not UTF-8 and invisible characters, such
/// as line breaks, become `%XX`, two hexadecimal digits for each byte: the Latin-1 name `café` becomes `caf%E9`. So a
/// name can be printed on one line, typed, and compared as text, and different names have different texts.
package enum NameText {
  /// Invisible characters that are part of the spelling of words and of emoji.
  package static let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]

  /// Returns the text of a name's bytes.
  package static func text(of bytes: some Collection<UInt8>) -> String {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != percent }) { return String(decoding: bytes, as: UTF8.self) }
    let name = Array(bytes)
    guard let whole = String(validating: name, as: UTF8.self), whole.unicodeScalars.allSatisfy(isVisible) else {
      return escaped(name)
    }
    // A name that reads like the text of another one is escaped, so that both differ.
    guard let other = decoded(name) else { return whole }
    return name.count > maxDecodedBytes || text(of: other) == whole ? escaped(name) : whole
  }

  /// The length from which every name with `%XX` in it is escaped, in bytes, rather than compared with what it reads
  /// like.
  private static let maxDecodedBytes = 1_000
  private static let percent = UInt8(ascii: "%")

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: joiners.contains(scalar)
    default: true
    }
  }

  /// Replaces all bytes that can't be shown, and every percent sign that would be read as one of them.
  private static func escaped(_ name: [UInt8]) -> String {
    var result = ""
    var index = 0
    while index < name.count {
      let bytes = name[index..<min(name.count, index + length(ofCharacterFrom: name[index]))]
      if let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first, isVisible(scalar),
        byte(escapedAt: index, of: name) == nil
      {
        result.unicodeScalars.append(scalar)
        index += bytes.count
      } else {
        result += "%" + NumberFormat.zeroPadded(name[index], digits: 2, radix: 16).uppercased()
        index += 1
      }
    }
    return result
  }

  /// The number of bytes of a character in UTF-8, by its first byte; 1 for bytes that can't be the first.
  private static func length(ofCharacterFrom byte: UInt8) -> Int {
    switch byte {
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0...: 4
    default: 1
    }
  }

  /// Replaces every `%XX` by its byte; nil if there is none.
  private static func decoded(_ name: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < name.count {
      let byte = byte(escapedAt: index, of: name)
      result.append(byte ?? name[index])
      index += byte == nil ? 1 : 3
    }
    return result.count < name.count ? result : nil
  }

  /// The byte that `%XX` at an index of a name stands for; nil if there is something else.
  private static func byte(escapedAt index: Int, of name: [UInt8]) -> UInt8? {
    guard name[index] == percent, index + 2 < name.count else { return nil }
    let digits = name[index + 1...index + 2].map { Character(Unicode.Scalar($0)).hexDigitValue }
    // Only capitals are written, so names such as `50%ab` are never ambiguous.
    guard let high = digits[0], let low = digits[1], !name[index + 1...index + 2].contains(where: { $0 > 0x60 }) else {
      return nil
    }
    return UInt8(high << 4 | low)
  }
}
