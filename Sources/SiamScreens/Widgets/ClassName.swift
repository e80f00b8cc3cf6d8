import SiamCanvas

/// Shortens names of classes to a number of columns; the end of a name distinguishes it most, so it is retained.
enum ClassName {
  /// Returns the whole name; or as many of its last words as fit; or the name cut at its front.
  static func fitted(_ name: String, to columns: Int, _ charset: Charset) -> String {
    guard charset.columns(name) > columns else { return name }
    let end = lastWords(of: name, fitting: columns, charset)
    return isReadable(end) ? end : cut(name, to: columns, charset)
  }

  /// Returns the name cut at its front, as the names of one alphabet begin alike.
  static func cut(_ name: String, to columns: Int, _ charset: Charset) -> String {
    let dots = charset == .ascii ? ".." : "…"
    guard charset.columns(name) > columns else { return name }
    return columns > dots.count
      ? dots + charset.suffix(name, columns: columns - dots.count) : charset.prefix(name, columns: columns)
  }

  /// Returns as many of the last words of a name as fit; empty when not even the last word fits.
  static func lastWords(of name: String, fitting columns: Int, _ charset: Charset) -> String {
    var rest = Substring(name)
    while charset.columns(String(rest)) > columns {
      guard let end = rest.firstIndex(where: { " /_".contains($0) }) else { return "" }
      rest = rest[rest.index(after: end)...]
    }
    return String(rest)
  }

  /// Whether a text is readable even when the font lacks the characters of other scripts, but for those of Chinese,
  /// Japanese and Korean, which such names consist of.
  static func isReadable(_ text: String) -> Bool {
    text.contains { $0.isASCII && ($0.isLetter || $0.isNumber) || Charset.braille.columns(String($0)) > 1 }
  }
}
