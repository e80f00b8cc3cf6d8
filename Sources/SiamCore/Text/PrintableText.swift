/// Returns text made safe to print on one line of a terminal: control characters are replaced by `?`, and text of more
/// than 300 characters is truncated, which is longer than any name of a file.
package func printable(_ name: String) -> String { printable(name, limit: 300) }

/// Returns text made safe to print on one line of a terminal, with at most `limit` characters.
package func printable(_ name: String, limit: Int) -> String {
  var result = String.UnicodeScalarView()
  for scalar in name.unicodeScalars.prefix(limit) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      result.append(NameText.joiners.contains(scalar) ? scalar : "?")
    default: result.append(scalar)
    }
  }
  return String(result) + (name.unicodeScalars.count > limit ? "…" : "")
}
