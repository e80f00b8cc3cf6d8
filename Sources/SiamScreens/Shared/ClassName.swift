import SiamCanvas

/// Names of classes in few columns: what tells them apart stands at their end.
enum ClassName {
  /// A name whole; or its last words, as many as fit; or cut at its front.
  static func fitted(_ name: String, to columns: Int, _ charset: Charset) -> String {
    guard charset.columns(name) > columns else { return name }
    let end = lastWords(of: name, fitting: columns, charset)
    return isTelling(end) ? end : cut(name, to: columns, charset)
  }

  /// A name cut at its front, where names of one alphabet are alike.
  static func cut(_ name: String, to columns: Int, _ charset: Charset) -> String {
    let dots = charset == .ascii ? ".." : "…"
    guard charset.columns(name) > columns else { return name }
    return columns > dots.count ? dots + name.suffix(columns - dots.count) : String(name.prefix(max(0, columns)))
  }

  /// The last words of a name, as many as fit; empty where not one does.
  static func lastWords(of name: String, fitting columns: Int, _ charset: Charset) -> String {
    var rest = Substring(name)
    while charset.columns(String(rest)) > columns {
      guard let end = rest.firstIndex(where: { " /_".contains($0) }) else { return "" }
      rest = rest[rest.index(after: end)...]
    }
    return String(rest)
  }

  /// Whether a text tells something even where a font lacks the characters of other scripts.
  static func isTelling(_ text: String) -> Bool { text.contains { $0.isASCII && ($0.isLetter || $0.isNumber) } }
}
