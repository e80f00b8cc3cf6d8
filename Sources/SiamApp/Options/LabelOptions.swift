import ArgumentParser
import Foundation
import SiamCore
import SiamData

/// The options for data whose classes aren't named by folders.
struct LabelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Columns of a list, by title or number: image,label, or path=image,class=label,group=…,split=… (default: by "
        + "common titles)", valueName: "columns"))
  var columns: String?
  @Option(
    help: ArgumentHelp(
      "Folder that the paths in a list are relative to (default: the list's folder)", valueName: "folder"),
    completion: .directory)
  var root: String?
  @Option(
    help: ArgumentHelp(
      "Class from the file's name: 'stem before _', 'stem without numbers', '{class}_{instance}', 'regex:^(\\d{4})_' or "
        + "folder", valueName: "rule"))
  var classFrom: String?
  @Option(help: ArgumentHelp("Group from the file's name or folder, as --class-from", valueName: "rule"))
  var groupFrom: String?

  /// Throws a `ValidationError` for invalid rules and columns.
  func check() throws {
    do {
      if let columns { _ = try ListColumnsOption(columns) }
      if let classFrom { _ = try NameRule(classFrom, role: .className) }
      if let groupFrom { _ = try NameRule(groupFrom, role: .group) }
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// The first option given.
  var firstGiven: String? {
    [("--columns", columns), ("--root", root), ("--class-from", classFrom), ("--group-from", groupFrom)]
      .first { $0.1 != nil }?.0
  }

  /// The rules that were given.
  var rules: LabelRules {
    LabelRules(
      columns: columns, root: root.map { URL(fileURLWithPath: $0).standardizedFileURL.path }, classFrom: classFrom,
      groupFrom: groupFrom)
  }

  /// Sets the rules that were given, if any, in place of those of an earlier run.
  func apply(to options: inout DatasetOptions) {
    guard firstGiven != nil else { return }
    (options.labels, options.hasRecordedLabels) = (rules, false)
  }
}
