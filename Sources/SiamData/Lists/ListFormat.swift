import SiamCore

/// How a list is written: what separates its fields, whether it has a header, and what its columns hold.
struct ListFormat {
  enum Form: Equatable {
    case separated(CSVRecords.Separator)
    case jsonLines
  }

  var form: Form
  var columns: ListColumns
  /// The titles as written, or nil for a list without a header.
  var titles: [[UInt8]]?
  /// Whether the titles are known, or the inspected paths are files.
  var isCertain = false

  struct Problem: Error, Equatable {
    var line = 1
    var reason: String
  }

  /// The maximum number of rows that are inspected.
  private static let maxRows = 100

  /// Detects the format from the first bytes of a list.
  ///
  /// - Parameters:
  ///   - start: the first bytes, as UTF-8.
  ///   - isWhole: whether the list ends there.
  ///   - path: the list's path.
  ///   - option: the columns as given, or nil to detect them.
  ///   - paths: finds files, to recognise the column of paths.
  /// - Returns: the format, or the problem with the list.
  static func detect(
    _ start: [UInt8], isWhole: Bool, path: String, option: ListColumnsOption?, paths: inout ListPaths
  ) -> Result<ListFormat, Problem> {
    if start.first(where: { $0 > 0x20 }) == 0x7B {
      return format(.jsonLines, start, isWhole, path, option, &paths, isStrict: false)
    }
    if isJSONArray(start) {
      return .failure(
        Problem(reason: "a JSON array; a list has one object a line, as jq -c '.[]' list.json > list.jsonl writes it"))
    }
    var problems: [(fields: Int, problem: Problem)] = []
    // Only a separator with titles that are known, then any.
    for isStrict in [true, false] {
      for separator in CSVRecords.Separator.allCases {
        switch format(.separated(separator), start, isWhole, path, option, &paths, isStrict: isStrict) {
        case .success(let format): return .success(format)
        case .failure(let problem):
          let fields = rows(.separated(separator), start, isWhole, path).rows.first?.fields.count ?? 0
          if !isStrict { problems.append((fields, problem)) }
        }
      }
    }
    // The problem with the first separator that separates most.
    let best = problems.enumerated().max { ($0.element.fields, -$0.offset) < ($1.element.fields, -$1.offset) }
    return .failure(best?.element.problem ?? Problem(reason: "empty file"))
  }

  /// Whether a file with these first bytes is an array of JSON objects.
  static func isJSONArray(_ start: [UInt8]) -> Bool {
    start.lazy.filter { $0 > 0x20 }.prefix(2).elementsEqual("[{".utf8)
  }

  private static func format(
    _ form: Form, _ start: [UInt8], _ isWhole: Bool, _ path: String, _ option: ListColumnsOption?,
    _ paths: inout ListPaths, isStrict: Bool
  ) -> Result<ListFormat, Problem> {
    let (rows, problem) = rows(form, start, isWhole, path)
    guard let first = rows.first, first.fields.count > 1 || option == nil && isOnlyPaths(form, rows, &paths) else {
      return .failure(
        problem
          ?? Problem(
            reason: rows.isEmpty
              ? "empty file" : "only one column; expected a path and a class, or paths whose last folder is the class"))
    }
    let width = first.fields.count
    let titles = first.fields.map(ListRole.normalized)
    let rest = rows.dropFirst().map(\.fields).filter { $0.count >= width }
    let body = rest.prefix(ListColumns.inspectedRows)
    if let option {
      let hasHeader = form == .jsonLines || !option.areNumbers || !isPath(first, option, width, &paths)
      return option.find(titles: hasHeader ? titles : nil, count: width)
        .map { ListFormat(form: form, columns: $0, titles: hasHeader ? first.fields : nil) }
        .mapError { Problem(line: first.line, reason: "\($0.reason) among \(naming(first.fields))") }
    }
    let isTitled = ListColumns.areTitles(titles)
    if isStrict, !isTitled { return .failure(Problem(reason: "no known titles")) }
    // Otherwise the first row is a row like the others if it holds a path.
    var all = Array(body)
    if !isTitled, form != .jsonLines {
      let whole = rows.map(\.fields).filter { $0.count == width }.prefix(ListColumns.inspectedRows)
      let scores = scores(Array(whole), width, &paths)
      let firstScores = Self.scores([first.fields], width, &paths)
      if firstScores.contains(where: \.isLikely), whole.count * 2 > min(rows.count, ListColumns.inspectedRows) {
        return ListColumns.find(rows: Array(whole), scores: scores)
          .map { ListFormat(form: form, columns: $0, isCertain: true) }
          .mapError { Problem(line: first.line, reason: "\($0.reason) in \(naming(first.fields))") }
      }
    }
    if all.isEmpty, !isTitled { all = [first.fields] }
    let found = scores(all, width, &paths)
    return ListColumns.find(titles: titles, rows: rest.isEmpty ? all : rest, scores: found)
      .map { columns in
        ListFormat(
          form: form, columns: columns, titles: first.fields,
          isCertain: isTitled && form != .separated(.spaces) || found[columns.path].existing > 0)
      }
      .mapError { Problem(line: first.line, reason: "\($0.reason) among \(naming(first.fields))") }
  }

  /// Whether all lines, or all but the title, are paths of files in folders, as in the lists of Food-101.
  private static func isOnlyPaths(
    _ form: Form, _ rows: [ListRecord], _ paths: inout ListPaths
  ) -> Bool {
    guard form == .separated(.comma), let first = rows.first else { return false }
    let isTitled = ListRole.path.rank(of: ListRole.normalized(first.fields[0])) != nil
    let values = rows.dropFirst(isTitled ? 1 : 0).map(\.fields).prefix(ListColumns.inspectedRows)
    guard values.allSatisfy({ $0.count == 1 }), ListColumns.haveFolders(values.map { $0[0] }) else { return false }
    return scores(Array(values), 1, &paths)[0].existing * 2 > values.count
  }

  private static func isPath(
    _ row: ListRecord, _ option: ListColumnsOption, _ width: Int, _ paths: inout ListPaths
  ) -> Bool {
    guard case .success(let columns) = option.find(titles: nil, count: width) else { return false }
    return scores([row.fields], width, &paths)[columns.path].isLikely
  }

  /// How well each column's values are paths.
  private static func scores(
    _ rows: [[[UInt8]]], _ width: Int, _ paths: inout ListPaths
  ) -> [ListColumns.PathScore] {
    (0..<width).map { column in
      var score = ListColumns.PathScore(count: rows.count)
      for row in rows where row.indices.contains(column) {
        if ImageFormat(fileName: row[column]) != nil { score.named += 1 }
        if case .success = paths.find(row[column]) { score.existing += 1 }
      }
      return score
    }
  }

  /// The first rows, and the problem that they end with.
  private static func rows(
    _ form: Form, _ start: [UInt8], _ isWhole: Bool, _ path: String
  ) -> (rows: [ListRecord], problem: Problem?) {
    var records: any ListRecords =
      switch form {
      case .separated(let separator): CSVRecords(start, path: path, separator: separator)
      case .jsonLines: JSONLineRecords(start, path: path)
      }
    var rows: [ListRecord] = []
    do throws(DataError) {
      while rows.count < maxRows, let row = try records.next() { rows.append(row) }
    } catch {
      if case .badManifest(_, let line, let reason) = error { return (rows, Problem(line: line, reason: reason)) }
    }
    // The last row of a part may be cut.
    if !isWhole, rows.count > 1, rows.count < maxRows { rows.removeLast() }
    return (rows, nil)
  }

  private static func naming(_ fields: [[UInt8]]) -> String {
    let names = fields.map { "'\(String(decoding: $0.prefix(40), as: UTF8.self))'" }
    return SiamCore.naming(names, of: names.count, limit: 8)
  }

  // MARK: Description

  /// The columns, for the report of the data.
  var description: String {
    func name(_ index: Int) -> String {
      titles.map { printable(String(decoding: $0[index], as: UTF8.self)) } ?? "column \(index + 1)"
    }
    let parts = [
      ("path", columns.path), ("class", columns.className), ("group", columns.group),
    ]
    return (parts + columns.splits.map { ("split", $0.index) }).compactMap { role, index in
      index.map { "\(role) from \(name($0))" } ?? (role == "class" ? "class from the folder" : nil)
    }.joined(separator: ", ")
  }
}
