import SiamCore
import SiamFiles

/// Reads the image files in a list, with the class, group and split of each.
///
/// A list is a CSV or a similar text file, with or without a header, or JSON lines. Paths are relative to its folder
/// and may lead out of it, as the user wrote the list. Invalid lines are skipped and reported by number.
struct ManifestSource: ImageSource {
  let naming: String?
  /// Whether the titles, or files that exist, show that the text is a list.
  let isCertain: Bool
  private var records: any ListRecords
  private let columns: ListColumns
  /// What separates the fields; nil for JSON lines.
  private let separator: CSVRecords.Separator?
  private var paths: ListPaths
  /// The number of the line in which each file is listed.
  private var lines: [[UInt8]: Int] = [:]

  /// Opens a list.
  ///
  /// - Parameters:
  ///   - path: the path of the list.
  ///   - rules: the columns and the root as given.
  /// - Throws: `DataError` when the list can't be read or its columns aren't recognised.
  init(path: String, rules: LabelRules = LabelRules()) throws(DataError) {
    let bytes = Array(path.utf8)
    let cut = bytes.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
    var paths = ListPaths(folder: Array(bytes[..<cut]), root: rules.root, list: Array(bytes[cut...]))
    var text = try ListText(path: path)
    let start = try text.read()
    guard !start.isEmpty else {
      throw .badManifest(
        path: path, line: 1, reason: "empty file; expected a line with a path and a class for each image")
    }
    let option: ListColumnsOption?
    do throws(ListColumnsOption.Problem) {
      option = try rules.columns.map(ListColumnsOption.init)
    } catch {
      throw .badManifest(path: path, line: 1, reason: error.description)
    }
    let isWhole = try text.read().isEmpty
    switch ListFormat.detect(start, isWhole: isWhole, path: path, option: option, paths: &paths) {
    case .failure(let problem):
      throw .badManifest(path: path, line: problem.line, reason: problem.reason + Self.remedy(problem, option))
    case .success(let format):
      columns = format.columns
      isCertain = format.isCertain
      switch format.form {
      case .separated(let separator):
        records = try CSVRecords(path: path, separator: separator)
        self.separator = separator
      case .jsonLines:
        records = try JSONLineRecords(path: path)
        separator = nil
      }
      if format.titles != nil { _ = try records.next() }
      naming = String(decoding: bytes[cut...], as: UTF8.self) + ": " + format.description
    }
    self.paths = paths
  }

  var notes: [String] {
    guard let dropped = paths.dropped else { return [] }
    return ["files found in --root by their paths without \(String(decoding: dropped, as: UTF8.self))/"]
  }

  private static func remedy(_ problem: ListFormat.Problem, _ option: ListColumnsOption?) -> String {
    guard problem.reason.hasPrefix("no column") || problem.reason.contains("columns that may be") else { return "" }
    return option == nil
      ? "; name the columns, such as --columns path=image,class=label" : "; --columns takes titles, or numbers from 1"
  }

  mutating func next() throws(DataError) -> SourceFile? {
    guard var record = try records.next() else { return nil }
    // Programs for tables may fill lines with empty fields.
    while record.fields.count > columns.count, record.fields.last == [] { record.fields.removeLast() }
    let isWhole = record.fields.count == columns.count
    let path = isWhole ? record.fields[columns.path] : record.fields.joined(separator: [0x2C]).map { $0 }
    let parts = ListPaths.parts(path)
    var file = SourceFile(path: parts.isEmpty ? [Array("(no path)".utf8)] : parts, contents: .bytes([]))
    switch isWhole ? row(record, path) : .failure(miscounted(record)) {
    case .success(let (found, label)):
      file.path = found.parts
      file.contents = .onDisk(found.location)
      file.label = label
    case .failure(let problem):
      if path.first == 0x2F { file.path.insert([], at: 0) }
      file.contents = .unusable("line \(record.line): \(problem.reason)")
    }
    return file
  }

  /// A field without the spaces around it, as `path, label` is written.
  private static func trimmed(_ field: [UInt8]) -> [UInt8] {
    let rest = field.drop { $0 == 0x20 }
    return Array(rest[..<(rest.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? rest.startIndex)])
  }

  /// The split of a listed image without a split of its own: `test/cat/1.png` is a test image. Where an absolute path
  /// leads through says nothing.
  private static func split(ofPath path: [UInt8], hasClass: Bool) -> Split? {
    guard path.first != 0x2F, !path.contains(0x3A) else { return nil }
    let folders = ListPaths.parts(path.map { $0 == 0x5C ? 0x2F : $0 }).dropLast(hasClass ? 1 : 2)
    let split = folders.lazy.compactMap { Split(named: $0) }.first
    return split == .training ? nil : split
  }

  private func miscounted(_ record: ListRecord) -> ListPaths.Problem {
    let reason = "\(counted(record.fields.count, "field")); expected \(columns.count)"
    let other = CSVRecords.Separator.allCases.first { other in
      other != separator && other != .spaces
        && record.fields.reduce(1) { $0 + $1.count(where: other.has) } == columns.count
    }
    guard record.fields.count < columns.count, let separator, let other else {
      return ListPaths.Problem(reason: reason)
    }
    return ListPaths.Problem(
      reason: reason + ", separated by \(separator.name); this line has \(other.name)")
  }

  /// The location and label of a line's file.
  private mutating func row(
    _ record: ListRecord, _ path: [UInt8]
  ) -> Result<(found: ListPaths.Found, label: SourceLabel), ListPaths.Problem> {
    let folders = ListPaths.parts(path.map { $0 == 0x5C ? 0x2F : $0 }).dropLast()
    let className = Self.trimmed(columns.className.map { record.fields[$0] } ?? folders.last ?? [])
    let group = Self.trimmed(columns.group.map { record.fields[$0] } ?? [])
    guard !ListPaths.parts(path).isEmpty else { return .failure(ListPaths.Problem(reason: "no path")) }
    guard !className.isEmpty else { return .failure(ListPaths.Problem(reason: "no class")) }
    var split: Split?
    if !columns.splits.isEmpty {
      switch SplitColumn.split(in: record.fields, columns.splits) {
      case .success(let found): split = found
      case .failure(let problem): return .failure(ListPaths.Problem(reason: problem.reason))
      }
    }
    switch paths.find(path) {
    case .failure(let problem): return .failure(problem)
    case .success(let found):
      if let line = lines[found.location] {
        return .failure(ListPaths.Problem(reason: "already listed in line \(line)"))
      }
      lines[found.location] = record.line
      if columns.splits.isEmpty { split = Self.split(ofPath: path, hasClass: columns.className != nil) }
      return .success((found, SourceLabel(className: className, group: group.isEmpty ? nil : group, split: split)))
    }
  }
}
