import CArchive

/// The encoding of names in data whose names are not UTF-8, such as `cp932` or `latin1`.
public struct NameEncoding: Hashable, Sendable {
  /// The name of the encoding, as the user gave it.
  public let name: String

  /// Finds an encoding that the system's iconv knows and that has ASCII; nil if it doesn't.
  public init?(argument: String) {
    name = argument
    guard let converter = NameConverter(self) else { return nil }
    // Paths are split at ASCII slashes.
    let letters = Array("/.09AZaz".utf8)
    guard converter.utf8(letters) == letters else { return nil }
  }

  /// The encoding's name for iconv: browsers and Windows mean the superset by the common names.
  ///
  /// Source: WHATWG, Encoding Standard, section 4.2.
  var iconvName: String {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "shiftjis", "sjis", "windows31j", "mskanji": "CP932"
    case "gb2312", "gbk", "cp936", "chinese": "GB18030"
    case "big5": "BIG5-HKSCS"
    case "euckr", "korean", "ksc56011987": "CP949"
    case "latin1", "iso88591", "ascii", "ansi": "CP1252"
    case "latin5", "iso88599": "CP1254"
    default: name
    }
  }
}

/// Converts names from one encoding to UTF-8; used by one thread at a time.
final class NameConverter {
  private let handle: OpaquePointer

  /// Opens the converter; nil if the system doesn't know the encoding.
  init?(_ encoding: NameEncoding) {
    // With a zero byte or a slash the name would be cut, or be instructions to iconv.
    let name = encoding.iconvName
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }),
      let handle = siam_names_open(name)
    else { return nil }
    self.handle = handle
  }

  deinit { siam_names_close(handle) }

  /// Returns a name in UTF-8; nil if its bytes are not text in the encoding.
  func utf8(_ name: [UInt8]) -> [UInt8]? {
    var length: Int64 = -1
    // No encoding has longer characters in UTF-8 than 4 bytes for each of its own, but for composed pairs of letters.
    let utf8 = [UInt8](unsafeUninitializedCapacity: 8 * name.count + 16) { buffer, count in
      length = name.withUnsafeBytes { bytes in
        buffer.withMemoryRebound(to: CChar.self) { target in
          guard let start = bytes.bindMemory(to: CChar.self).baseAddress, let out = target.baseAddress else { return 0 }
          return siam_names_convert(handle, start, name.count, out, target.count)
        }
      }
      count = Int(max(0, length))
    }
    return length < 0 ? nil : utf8
  }
}
