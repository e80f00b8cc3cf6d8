/// Decodes the names of an archive's entries to UTF-8.
///
/// Entries of a zip are marked as UTF-8, or in the encoding of the machine that wrote it. Of the latter, names that are
/// valid UTF-8 are taken as UTF-8, as many programs forget the mark, and others as cp437, the format's default, unless
/// the user names an encoding. The names in a tar are bytes.
struct EntryNames {
  private let isZip: Bool
  private let converter: NameConverter?
  /// With a converter, the names in a zip that are not marked as UTF-8.
  private let unmarked: Set<[UInt8]>
  /// The number of names that were decoded as cp437 by default.
  private(set) var guessedCount = 0

  /// Decodes names in an encoding, or by the format's rules if it is nil.
  init(of reader: ArchiveReader, in encoding: NameEncoding?) {
    isZip = reader.isZip
    converter = encoding.flatMap(NameConverter.init)
    unmarked = isZip && converter != nil ? ZipDirectory.unmarkedNames(inZip: reader.path) : []
  }

  /// Returns a name in UTF-8, or its bytes if they can't be decoded.
  mutating func decoded(_ name: [UInt8]) -> [UInt8] {
    if name.allSatisfy({ $0 < 0x80 }) { return name }
    let isUTF8 = String(validating: name, as: UTF8.self) != nil
    guard let converter else {
      guard isZip, !isUTF8 else { return name }
      guessedCount += 1
      return CP437.utf8(name)
    }
    if isZip, isUTF8, !unmarked.contains(name) { return name }
    return converter.utf8(name) ?? name
  }
}

/// Code page 437 of the IBM PC, in which zip stores names that are not UTF-8.
///
/// Source: APPNOTE.TXT 6.3.10, appendix D. Not every system's iconv has it.
enum CP437 {
  private static let upperHalf = Array(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
      .unicodeScalars)

  /// Returns a name in UTF-8; every byte is a character.
  static func utf8(_ name: [UInt8]) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for byte in name { text.append(byte < 0x80 ? Unicode.Scalar(byte) : upperHalf[Int(byte) - 0x80]) }
    return Array(String(text).utf8)
  }
}
