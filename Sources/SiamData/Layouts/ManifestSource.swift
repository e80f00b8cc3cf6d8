/// The picture files a CSV lists, with the class, the group and the side of the split of each.
///
/// Paths are relative to the CSV's folder, and may lead out of it: the list is its user's own. Lines that can't be used
/// are skipped and named by number.
struct ManifestSource: PictureSource {
  private var records: CSVRecords
  private let columns: ManifestColumns
  private let folder: [UInt8]
  /// In which line a file is listed.
  private var lines: [[UInt8]: Int] = [:]

  init(path: String) throws(DataError) {
    records = try CSVRecords(path: path)
    guard let header = try records.next() else {
      throw .badManifest(
        path: path, line: 1, reason: "it is empty; the first line must name the columns path and class")
    }
    switch ManifestColumns.found(in: header.fields) {
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
    Problem(reason: "\(counted(record.fields.count, "field")) where the first line names \(columns.count)")
  }

  /// Where a line's file is and what it shows.
  private mutating func row(
    _ record: CSVRecords.Record, path: [UInt8], parts: [[UInt8]]
  ) -> Result<(location: [UInt8], label: SourceLabel), Problem> {
    let className = record.fields[columns.className]
    let group = columns.group.map { record.fields[$0] } ?? []
    guard !parts.isEmpty else { return .failure(Problem(reason: "no path")) }
    guard !className.isEmpty else { return .failure(Problem(reason: "no class")) }
    guard !path.contains(0) else { return .failure(Problem(reason: "its path holds a zero byte")) }
    var side: Side?
    if let column = columns.split, !record.fields[column].isEmpty {
      side = Self.side(named: record.fields[column])
      guard side != nil else {
        return .failure(Problem(reason: "its split is none of training, validation and test"))
      }
    }
    let isAbsolute = path[0] == 0x2F
    let location = (isAbsolute ? [0x2F] : folder) + Array(parts.joined(separator: [0x2F]))
    if let line = lines[location] { return .failure(Problem(reason: "listed in line \(line) already")) }
    switch FileBytes.kind(of: location) {
    case .failure(let error): return .failure(Problem(reason: error.reason))
    case .success(.file): break
    case .success(.folder), .success(.other): return .failure(Problem(reason: "not a file"))
    }
    lines[location] = record.line
    return .success((location, SourceLabel(className: className, group: group.isEmpty ? nil : group, side: side)))
  }

  /// The side a split's name is of.
  private static func side(named name: [UInt8]) -> Side? {
    switch String(decoding: name, as: UTF8.self).lowercased() {
    case "train", "training": .training
    case "val", "valid", "validation": .validation
    case "test", "testing": .test
    default: nil
    }
  }
}
