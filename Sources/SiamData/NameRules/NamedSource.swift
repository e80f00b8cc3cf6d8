import SiamCore

/// Gives the files of a folder or an archive the classes and groups that rules find in their names.
///
/// Folders don't name classes then, but one that is named like a split assigns its files to it.
struct NamedSource: ImageSource {
  private var source: any ImageSource
  private let rules: NameRules
  private let path: String

  /// Names the files of a source.
  ///
  /// - Parameters:
  ///   - source: the files of a folder or an archive.
  ///   - rules: the rules.
  ///   - path: the path of the data, for error messages.
  init(_ source: any ImageSource, rules: NameRules, path: String) {
    self.source = source
    self.rules = rules
    self.path = path
  }

  var share: Double? { source.share }
  var naming: String? { rules.description }

  mutating func next() throws(DataError) -> SourceFile? {
    guard var file = try source.next() else { return nil }
    if case .unusable = file.contents { return file }
    do throws(NameRule.Problem) {
      file.label = try rules.label(of: file.path)
    } catch {
      throw .badNameRule(path: path, reason: error.description)
    }
    if file.label == nil { file.contents = .unusable(file.reasonToSkip ?? "no class in its name by \(rules.option)") }
    return file
  }
}

/// The rules for the classes and groups of files in a folder or archive.
struct NameRules {
  private let className: NameRule
  private let group: NameRule?
  private let classGiven: Bool

  /// Compiles rules; nil if none is given.
  ///
  /// - Throws: `NameRule.Problem` if one is invalid.
  init?(_ rules: LabelRules) throws(NameRule.Problem) {
    guard rules.classFrom != nil || rules.groupFrom != nil else { return nil }
    classGiven = rules.classFrom != nil
    className = try NameRule(rules.classFrom ?? "folder", role: .className)
    guard let text = rules.groupFrom else {
      group = nil
      return
    }
    group = try NameRule(text, role: .group)
  }

  /// The options that gave the rules, for messages.
  var option: String { classGiven ? "--class-from '\(className.text)'" : "--group-from '\(group?.text ?? "")'" }

  /// The rules as text, for the report of the data.
  var description: String {
    let groups = group.map { "--group-from '\($0.text)'" }
    return [classGiven ? "--class-from '\(className.text)'" : nil, groups].compactMap(\.self).joined(separator: " ")
  }

  /// The label of a file, or nil if the rule doesn't find its class.
  func label(of path: [[UInt8]]) throws(NameRule.Problem) -> SourceLabel? {
    let found = try className.find(in: path, role: .className)
    guard let name = found.className else { return nil }
    var label = SourceLabel(className: name, isFromName: true)
    label.group =
      try group.map { rule throws(NameRule.Problem) in
        try rule.find(in: path, role: .group).group
      } ?? found.group
    // The class's own folder doesn't name a split.
    let folders = path.dropLast(className.kind == .folder ? 2 : 1)
    label.split =
      found.split ?? folders.reversed().lazy.compactMap { Split(named: $0) }.first
      ?? folders.reversed().lazy.compactMap { SplitName($0)?.split }.first
    return label
  }

  /// A warning for the distractors and the junk of Market-1501, which are numbered 0000 and −1.
  static func warning(_ classes: [String]) -> String? {
    guard classes.contains("-1"), classes.contains("0000") else { return nil }
    return "the classes -1 and 0000 are junk and distractors in Market-1501; exclude them with --class-from "
      + "'regex:^(?!0000)(\\d{4})_'"
  }
}
