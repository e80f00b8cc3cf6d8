import SiamFiles
import SiamCore

/// Reads the image files listed in a CSV, with the class, group and split of each.
///
/// Paths are relative to the CSV's folder and may lead out of it, as the user wrote the list. Invalid lines are skipped
/// and reported by number.
struct ManifestSource: ImageSource {
  private var records: CSVRecords
  private let columns: ManifestColumns
  private let folder: [UInt8]
  /// The number of the line in which each file is listed.
  private var lines: [[UInt8]: Int] = [:]

  init(path: String) throws(DataError) {
    records = try CSVRecords(path: path)
    guard let header = try records.next() else {
      throw .badManifest(
        path: path, line: 1, reason: "empty file; the first line must name the columns path and class")
    }
    switch ManifestColumns.find(in: header.fields) {
    case .success(let found): columns = found
    case .failure(let problem): throw .badManifest(path: path, line: header.line, reason: problem.reason)
    }
    let bytes = Array(path.utf8)
    folder = bytes.lastIndex(of: 0x2F).map { Array(bytes[...$0]) } ?? []
  }

  mutating func next() throws(DataError) -> SourceFile? {
    guard let record = try records.next() else { return nil }
    let isWhole = record.fields.count == columns.count
    let path = isWhole ? record.fields[columns.path] : record.fields.joined(separator: [0x2C]).map { $0 }
    let parts = path.split(separator: 0x2F).map(Array.init).filter { $0 != [0x2E] }
    var file = SourceFile(path: parts.isEmpty ? [Array("(no path)".utf8)] : parts, contents: .bytes([]))
    switch isWhole ? row(record, path: path, parts: parts) : .failure(miscounted(record)) {
    case .success(let (location, label)):
      file.contents = .onDisk(location)
      file.label = label
    case .failure(let problem):
      file.contents = .unusable("line \(record.line): \(problem.reason)")
    }
    return file
  }

  private typealias Problem = ManifestColumns.Problem

  private func miscounted(_ record: CSVRecords.Record) -> Problem {
    Problem(reason: "\(counted(record.fields.count, "field")); expected \(columns.count)")
  }

  /// The location and label of a line's file.
  private mutating func row(
    _ record: CSVRecords.Record, path: [UInt8], parts: [[UInt8]]
  ) -> Result<(location: [UInt8], label: SourceLabel), Problem> {
    let className = record.fields[columns.className]
    let group = columns.group.map { record.fields[$0] } ?? []
    guard !parts.isEmpty else { return .failure(Problem(reason: "no path")) }
    guard !className.isEmpty else { return .failure(Problem(reason: "no class")) }
    guard !path.contains(0) else { return .failure(Problem(reason: "the path contains a zero byte")) }
    var split: Split?
    if let column = columns.split, !record.fields[column].isEmpty {
      split = Self.split(named: record.fields[column])
      guard split != nil else {
        return .failure(Problem(reason: "invalid split; expected training, validation or test"))
      }
    }
    let isAbsolute = path[0] == 0x2F
    let location = (isAbsolute ? [0x2F] : folder) + Array(parts.joined(separator: [0x2F]))
    if let line = lines[location] { return .failure(Problem(reason: "already listed in line \(line)")) }
    switch FileBytes.kind(of: location) {
    case .failure(let error): return .failure(Problem(reason: error.reasonInSentence))
    case .success(.file): break
    case .success(.folder), .success(.other): return .failure(Problem(reason: "not a file"))
    }
    lines[location] = record.line
    return .success((location, SourceLabel(className: className, group: group.isEmpty ? nil : group, split: split)))
  }

  /// The split with a name.
  private static func split(named name: [UInt8]) -> Split? {
    switch String(decoding: name, as: UTF8.self).lowercased() {
    case "train", "training": .training
    case "val", "valid", "validation": .validation
    case "test", "testing": .test
    default: nil
    }
  }
}

/// The columns of a manifest, which its first line names in any order; unknown columns are ignored.
struct ManifestColumns: Equatable {
  var path: Int
  var className: Int
  var group: Int?
  var split: Int?
  /// The number of columns.
  var count: Int

  /// Finds the columns by name, or returns the reason why they are invalid.
  static func find(in names: [[UInt8]]) -> Result<ManifestColumns, Problem> {
    let titles = names.map { name in
      String(decoding: name, as: UTF8.self).lowercased().filter { $0 != " " && $0 != "\t" }
    }
    for title in ["path", "class", "group", "split"] where titles.count(where: { $0 == title }) > 1 {
      return .failure(Problem(reason: "duplicate column \(title)"))
    }
    guard let path = titles.firstIndex(of: "path"), let className = titles.firstIndex(of: "class") else {
      return .failure(Problem(reason: "the first line must name the columns path and class, separated by commas"))
    }
    return .success(
      ManifestColumns(
        path: path, className: className, group: titles.firstIndex(of: "group"), split: titles.firstIndex(of: "split"),
        count: names.count))
  }

  struct Problem: Error, Equatable { var reason: String }
}
