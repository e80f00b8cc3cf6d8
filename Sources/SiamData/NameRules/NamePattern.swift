import Foundation
import SiamCore

/// A regular expression or a template that is matched with the names of files, in bounded time.
///
/// Foundation's expressions are used, as their matching can be stopped: one that backtracks without end on some name is
/// an error, and doesn't hold up reading.
struct NamePattern: Equatable, Sendable {
  /// The regular expression.
  let pattern: String
  /// Whether it is matched with the path, and not with the name alone.
  let usesPath: Bool
  /// Whether the ending of the name is removed first.
  let isTemplate: Bool
  /// The groups with a meaning.
  private static let names = ["class", "group", "split"]
  /// The names of the groups that it has, of those with a meaning; if none, the first group is used.
  private let groups: Set<String>
  private let expression: NSRegularExpression

  /// The maximum number of progress reports of a match, each after about 10,000 steps.
  private static let maxReports = 50

  static func == (one: NamePattern, other: NamePattern) -> Bool {
    one.pattern == other.pattern && one.isTemplate == other.isTemplate
  }

  /// Compiles a regular expression.
  ///
  /// - Throws: `NameRule.Problem` if it is invalid, or has no group.
  init(regex: String, role: NameRule.Role) throws(NameRule.Problem) {
    let option = role == .className ? "--class-from" : "--group-from"
    expression = try Self.expression(regex, option)
    guard expression.numberOfCaptureGroups > 0 else {
      throw NameRule.Problem(
        description: "\(option): the regular expression '\(regex)' has no group; put the \(role.rawValue) in "
          + "parentheses, as in 'regex:^(\\d{4})_'")
    }
    pattern = regex
    usesPath = regex.contains("/")
    isTemplate = false
    groups = Set(Self.names.filter { regex.contains("(?<\($0)>") })
  }

  /// Compiles a template: `{class}`, `{group}`, `{split}`, `{number}` for digits, and any other name in braces for any
  /// text.
  ///
  /// - Throws: `NameRule.Problem` if a brace is open, or the role is missing.
  init(template: String, role: NameRule.Role) throws(NameRule.Problem) {
    let option = role == .className ? "--class-from" : "--group-from"
    var (regex, rest, groups) = ("", template[...], Set<String>())
    while let brace = rest.firstIndex(of: "{") {
      regex += NSRegularExpression.escapedPattern(for: String(rest[..<brace]))
      guard let end = rest[brace...].firstIndex(of: "}") else {
        throw NameRule.Problem(description: "\(option) '\(template)' has a { without a }")
      }
      let name = String(rest[rest.index(after: brace)..<end])
      if Self.names.contains(name), groups.insert(name).inserted {
        regex += "(?<\(name)>[^/]+?)"
      } else if Self.names.contains(name) {
        // The same text again.
        regex += "\\k<\(name)>"
      } else {
        regex += name == "number" ? "\\d+" : "[^/]+?"
      }
      rest = rest[rest.index(after: end)...]
    }
    regex += NSRegularExpression.escapedPattern(for: String(rest))
    guard groups.contains(role.rawValue) else {
      throw NameRule.Problem(
        description:
          "\(option) '\(template)' has no {\(role.rawValue)}; give one, as in '{\(role.rawValue)}_{instance}'")
    }
    usesPath = template.contains("/")
    pattern = (usesPath ? "(?:^|/)" : "^") + regex + "$"
    expression = try Self.expression(pattern, option)
    self.groups = groups
    isTemplate = true
  }

  private static func expression(_ pattern: String, _ option: String) throws(NameRule.Problem) -> NSRegularExpression {
    do {
      return try NSRegularExpression(pattern: pattern)
    } catch {
      throw NameRule.Problem(
        description: "\(option): invalid regular expression '\(pattern)'; check its brackets, parentheses and escapes")
    }
  }

  /// Finds the class and group in a file's path.
  ///
  /// - Throws: `NameRule.Problem` if matching takes too long.
  func find(in path: [[UInt8]], role: NameRule.Role) throws(NameRule.Problem) -> NameRule.Found {
    var parts = path
    if isTemplate, let name = parts.popLast() { parts.append(NameRule.stem(of: name)) }
    if !usesPath { parts = Array(parts.suffix(1)) }
    let text = String(decoding: Array(parts.joined(separator: [0x2F])), as: UTF8.self)
    guard let match = try match(text) else { return NameRule.Found() }
    func part(_ range: NSRange) -> [UInt8]? {
      guard let range = Range(range, in: text), !range.isEmpty else { return nil }
      return Array(text[range].utf8)
    }
    var found = NameRule.Found()
    if groups.contains("class") { found.className = part(match.range(withName: "class")) }
    if groups.contains("group") { found.group = part(match.range(withName: "group")) }
    if groups.contains("split") { found.split = part(match.range(withName: "split")).flatMap { SplitName($0)?.split } }
    if !groups.contains(role.rawValue) {
      guard !isTemplate, groups.isDisjoint(with: ["class", "group"]) else { return found }
      let first = part(match.range(at: 1))
      if role == .className { found.className = first } else { found.group = first }
    }
    return found
  }

  private func match(_ text: String) throws(NameRule.Problem) -> NSTextCheckingResult? {
    var (reports, found, isStopped) = (0, NSTextCheckingResult?.none, false)
    let whole = NSRange(text.startIndex..., in: text)
    expression.enumerateMatches(in: text, options: [.reportProgress], range: whole) { result, _, stop in
      if let result {
        found = result
        unsafe stop.pointee = true
      } else {
        reports += 1
        isStopped = reports > Self.maxReports
        if isStopped { unsafe stop.pointee = true }
      }
    }
    if isStopped {
      throw NameRule.Problem(
        description: "the regular expression '\(pattern)' takes too long on the name "
          + "'\(printable(text, limit: 60))'; avoid nested repetitions such as (a+)+")
    }
    return found
  }
}
