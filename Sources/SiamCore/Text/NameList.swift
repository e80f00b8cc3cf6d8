/// Names in a list separated by commas, as options take them and as they are printed: `Greek, "Doe, Jane", Latin`.
///
/// A name that holds a comma, a quote or a backslash, or begins or ends with a space, is in double quotes, in which a
/// quote is doubled. Outside of quotes, `\,` is a comma, `\"` a quote and `\\` a backslash.
package enum NameList {
  /// Returns a name as an element of a list, in quotes if necessary.
  package static func quoted(_ name: String) -> String {
    let isPlain =
      !name.isEmpty && !name.contains { ",\"\\".contains($0) } && name.first?.isWhitespace != true
      && name.last?.isWhitespace != true
    return isPlain ? printable(name) : inQuotes(name)
  }

  /// Returns names as a list. A single name that is a number is in quotes, as a number alone is a count.
  ///
  /// - Parameters:
  ///   - names: the first names, or all.
  ///   - count: the number of names; nil for all of `names`.
  ///   - limit: the maximum number of names; the rest is counted.
  /// - Returns: the list, which `names` reads.
  package static func text(_ names: [String], of count: Int? = nil, limit: Int = .max) -> String {
    if names.count == 1, Int(names[0]) != nil { return inQuotes(names[0]) }
    return naming(names.prefix(limit).map(quoted), of: count ?? names.count, limit: limit)
  }

  private static func inQuotes(_ name: String) -> String {
    "\"\(printable(name.replacing("\"", with: "\"\"")))\""
  }

  /// Returns the names in a list, without those that are empty outside of quotes.
  package static func names(in list: String) -> [String] {
    elements(of: list).compactMap { $0.isQuoted || !$0.name.isEmpty ? $0.name : nil }
  }

  /// Returns the names in a list, given those that exist.
  ///
  /// A list that as a whole is a name is that name. Commas between elements are part of a name where the name exists,
  /// as a shell removes quotes. Canonically equivalent names are equal, such as `é` in one character or in two, and a
  /// name may be given by its characters or by the text that `NameText` has for it.
  ///
  /// - Returns: each name as it exists, or as it was given if it doesn't.
  package static func names(in list: String, existing: [String]) -> [String] {
    let names = Dictionary(existing.map { ($0, $0) }) { first, _ in first }
    func find(_ name: String) -> String? { names[name] ?? names[NameText.text(of: Array(name.utf8))] }
    if let whole = find(list) { return [whole] }
    let elements = elements(of: list)
    let maxElements = 1 + (existing.lazy.map { name in name.count { $0 == "," } }.max() ?? 0)
    var found: [String] = []
    var rest = elements[...]
    while let first = rest.first {
      let joinable = first.isQuoted ? 1 : rest.prefix(maxElements).prefix { !$0.isQuoted }.count
      let match = (0..<joinable).reversed().lazy.compactMap { offset -> (name: String, count: Int)? in
        let joined = rest.prefix(offset + 1).map(\.text).joined(separator: ",")
        return find(offset == 0 ? first.name : trimmed(joined)).map { ($0, offset + 1) }
      }.first
      rest = rest.dropFirst(match?.count ?? 1)
      if let name = match?.name ?? (first.isQuoted || !first.name.isEmpty ? first.name : nil) { found.append(name) }
    }
    return found
  }

  // MARK: Parsing

  private struct Element {
    /// The characters between the commas, without backslashes.
    var text: String
    var isQuoted: Bool
    /// The name: in quotes as it is, otherwise without spaces at its ends.
    var name: String { isQuoted ? text : trimmed(text) }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.prefix(upTo: start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex))
  }

  private static func elements(of list: String) -> [Element] {
    var elements: [Element] = []
    var rest = list[...]
    while true {
      elements.append(quotedElement(&rest) ?? plainElement(&rest))
      guard rest.first == "," else { return elements }
      rest.removeFirst()
    }
  }

  /// Removes an element in quotes, up to the comma after it; nil if there is none, or text follows the closing quote.
  private static func quotedElement(_ rest: inout Substring) -> Element? {
    var ahead = rest.drop { $0.isWhitespace }
    guard ahead.popFirst() == "\"" else { return nil }
    var text = ""
    while let character = ahead.popFirst() {
      if character == "\"" {
        guard ahead.first == "\"" else {
          ahead = ahead.drop { $0.isWhitespace }
          guard ahead.isEmpty || ahead.first == "," else { return nil }
          rest = ahead
          return Element(text: text, isQuoted: true)
        }
        ahead.removeFirst()
      }
      text.append(character)
    }
    return nil
  }

  /// Removes an element without quotes, up to the comma after it.
  private static func plainElement(_ rest: inout Substring) -> Element {
    var text = ""
    while let character = rest.first, character != "," {
      rest.removeFirst()
      if character == "\\", let next = rest.first, ",\"\\".contains(next) {
        text.append(next)
        rest.removeFirst()
      } else {
        text.append(character)
      }
    }
    return Element(text: text, isQuoted: false)
  }
}
