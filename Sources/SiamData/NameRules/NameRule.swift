import Foundation
import SiamCore

/// A rule that names the class or the group of an image file, from its name or its folder.
///
/// - `folder`: the name of the folder that the file is in.
/// - `stem before _`, `stem before last _`: the file's name up to a separator.
/// - `stem without numbers`: the name without its ending and the numbers at its end.
/// - `{class}_{instance}`: a template of the name without its ending, or with slashes, of the path.
/// - `regex:^(\d{4})_`: the first group of a regular expression that is found in the file's name, or in its path if the
///   expression has a slash; or the group named `class` or `group`.
package struct NameRule: Equatable, Sendable {
  /// What a rule names.
  package enum Role: String, Sendable { case className = "class", group }

  enum Kind: Equatable, Sendable {
    case folder
    case stemBefore([UInt8], isLast: Bool)
    case stemWithoutNumbers
    case pattern(NamePattern)
  }

  /// The rule as given.
  let text: String
  let kind: Kind

  package struct Problem: Error, Equatable, CustomStringConvertible {
    package var description: String
  }

  /// Parses a rule.
  ///
  /// - Throws: `Problem` if it is invalid.
  package init(_ text: String, role: Role) throws(Problem) {
    self.text = text
    kind = try Self.kind(text, role: role)
  }

  private static func kind(_ text: String, role: Role) throws(Problem) -> Kind {
    if text == "folder" { return .folder }
    if ["stem without numbers", "stem without number", "stem without digits"].contains(text) {
      return .stemWithoutNumbers
    }
    for (start, isLast) in ["before last ", "up to last ", "before ", "up to "].map({ ($0, $0.contains("last")) }) {
      for noun in ["stem ", "name "] where text.hasPrefix(noun + start) {
        // The separator may be a space, or be quoted.
        var separator = String(text.dropFirst(noun.count + start.count))
        if separator.count > 2, let quote = separator.first, "'\"".contains(quote), separator.last == quote {
          separator = String(separator.dropFirst().dropLast())
        }
        if separator.isEmpty { break }
        return .stemBefore(Array(separator.utf8), isLast: isLast)
      }
    }
    if text.hasPrefix("regex:") { return .pattern(try NamePattern(regex: String(text.dropFirst(6)), role: role)) }
    if text.contains("{") { return .pattern(try NamePattern(template: text, role: role)) }
    let option = role == .className ? "--class-from" : "--group-from"
    throw Problem(
      description: "invalid \(option) '\(text)'; expected folder, 'stem before _', 'stem without numbers', "
        + "a template such as '{class}_{instance}', or 'regex:^(\\d{4})_'")
  }

  // MARK: Matching

  /// The class and group that the rule finds; nil where it finds none.
  struct Found: Equatable {
    var className: [UInt8]?
    var group: [UInt8]?
    var split: Split?
  }

  /// Applies the rule to the folders and the name of a file.
  ///
  /// - Throws: `Problem` if a regular expression takes too long.
  func find(in path: [[UInt8]], role: Role) throws(Problem) -> Found {
    func found(_ name: [UInt8]?) -> Found {
      let name = name.flatMap { $0.isEmpty ? nil : $0 }
      return role == .className ? Found(className: name) : Found(group: name)
    }
    let name = path.last ?? []
    switch kind {
    case .folder: return found(path.dropLast().last)
    case .stemBefore(let separator, let isLast):
      // A name without an image's ending may end in the last part: subject01.happy.
      let isWhole = separator.contains(0x2E) && ImageFormat(fileName: name) == nil
      let text = isWhole ? name : Self.stem(of: name)
      return found(Self.position(of: separator, in: text, isLast: isLast).map { Array(text[..<$0]) })
    case .stemWithoutNumbers: return found(Self.withoutNumbers(Self.stem(of: name)))
    case .pattern(let pattern): return try pattern.find(in: path, role: role)
    }
  }

  /// The name without its ending: up to five characters after the last dot, with a letter among them.
  static func stem(of name: [UInt8]) -> [UInt8] {
    guard let dot = name.lastIndex(of: 0x2E), dot > 0 else { return name }
    let ending = name[(dot + 1)...]
    let isShort = (1...5).contains(ending.count) && ending.allSatisfy { isDigit($0) || isLetter($0) }
    return isShort && ending.contains(where: isLetter) ? Array(name[..<dot]) : name
  }

  /// A stem without the numbers at its end and the separators before them; `cat1` is of `cat`, but `class01_3` of
  /// `class01`.
  static func withoutNumbers(_ stem: [UInt8]) -> [UInt8]? {
    var name = stem[...]
    while true {
      var rest = name
      while let last = rest.last, separators.contains(last) { rest.removeLast() }
      let end = rest.endIndex
      while let last = rest.last, isDigit(last) { rest.removeLast() }
      guard rest.endIndex < end, let last = rest.last, separators.contains(last) else { break }
      while let last = rest.last, separators.contains(last) { rest.removeLast() }
      guard !rest.isEmpty else { break }
      name = rest
    }
    if name.count == stem.count {
      while let last = name.last, isDigit(last) { name.removeLast() }
    }
    return name.count == stem.count || name.isEmpty ? nil : Array(name)
  }

  private static let separators = Array("-_ .()".utf8)

  private static func position(of separator: [UInt8], in text: [UInt8], isLast: Bool) -> Int? {
    guard text.count > separator.count else { return nil }
    // A name that begins with the separator has an empty class.
    let starts = Array(1...(text.count - separator.count))
    func isThere(_ start: Int) -> Bool { text[start..<start + separator.count].elementsEqual(separator) }
    return isLast ? starts.last(where: isThere) : starts.first(where: isThere)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
