import SiamCore

/// The columns of a list.
struct ListColumns: Equatable {
  var path: Int
  /// The column of the class, or nil if the class is the folder that the image is in.
  var className: Int?
  var group: Int?
  /// The columns of the split: one with its name, or one or more that say whether an image belongs to a split.
  var splits: [SplitColumn] = []
  /// The number of columns.
  var count: Int

  struct Problem: Error, Equatable { var reason: String }

  /// How well the values of a column are paths of images.
  struct PathScore {
    /// The number of values that are files.
    var existing = 0
    /// The number of values that have an image's ending.
    var named = 0
    /// The number of values.
    var count = 0

    /// Whether most values are, or look like, paths.
    var isLikely: Bool { existing * 2 > count || named * 2 > count }

    fileprivate static func < (one: PathScore, other: PathScore) -> Bool {
      (one.existing, one.named) < (other.existing, other.named)
    }
  }

  /// The number of rows whose values are inspected.
  static let inspectedRows = 20

  // MARK: With a header

  /// Finds the columns by their titles, and by the values where several titles fit.
  static func find(
    titles: [String], rows: [[[UInt8]]], scores: [PathScore]
  ) -> Result<ListColumns, Problem> {
    guard let path = path(titles, scores) else { return .failure(Problem(reason: "no column for the path")) }
    var columns = ListColumns(path: path, className: nil, count: titles.count)
    columns.findSplits(titles, rows)
    var taken = [path] + columns.splits.map(\.index)
    columns.group = best(.group, titles, except: taken)
    if let className = best(.className, titles, except: taken) {
      columns.className = className
    } else {
      let rest = titles.indices.filter { !taken.contains($0) && $0 != columns.group && !titles[$0].isEmpty }
      guard rest.count == 1 || rest.isEmpty && haveFolders(rows.map { $0[path] }) else {
        return .failure(Problem(reason: "no column for the class"))
      }
      columns.className = rest.first
    }
    // Whatever its title is, a column of names of splits is one.
    taken += [columns.className, columns.group].compactMap(\.self)
    for index in titles.indices where !taken.contains(index) && SplitMeaning.areNames(rows.map { $0[index] }) {
      columns.splits.append(SplitColumn(index: index, meaning: .names))
    }
    for index in [path, columns.className].compactMap(\.self) where titles.count(where: { $0 == titles[index] }) > 1 {
      return .failure(Problem(reason: "duplicate column \(titles[index])"))
    }
    return .success(columns)
  }

  /// Finds the columns of the split by their titles, if their values are splits, or empty in all these rows; a title
  /// that means nothing else needs no values.
  private mutating func findSplits(_ titles: [String], _ rows: [[[UInt8]]]) {
    for (index, title) in titles.enumerated() where index != path {
      let meaning = SplitMeaning(title: title)
      guard ListRole.split.rank(of: title) != nil || meaning.isFlag else { continue }
      let values = rows.map { $0[index] }
      let isClear = title.hasPrefix("is") || title.hasSuffix("split") || title == "partition"
      let isEmpty = !values.isEmpty && values.allSatisfy(\.isEmpty)
      guard let fitting = [meaning, .names].first(where: { $0.fits(values) }) ?? (isClear || isEmpty ? meaning : nil)
      else { continue }
      splits.append(SplitColumn(index: index, meaning: fitting))
    }
  }

  /// Whether the titles alone name a path and a class.
  static func areTitles(_ titles: [String]) -> Bool {
    titles.indices.contains { path in
      ListRole.path.rank(of: titles[path]) != nil
        && titles.indices.contains { $0 != path && ListRole.className.rank(of: titles[$0]) != nil }
    }
  }

  private static func path(_ titles: [String], _ scores: [PathScore]) -> Int? {
    func rank(_ index: Int) -> Int { ListRole.path.rank(of: titles[index]) ?? Int.max }
    /// The best of some columns: by their values, then by their titles.
    func best(_ indices: [Int]) -> Int? {
      indices.max { one, other in
        if scores[one] < scores[other] { return true }
        return scores[other] < scores[one] ? false : (rank(one), one) > (rank(other), other)
      }
    }
    let named = titles.indices.filter { rank($0) < Int.max }
    if let found = best(named), scores[found].existing + scores[found].named > 0 { return found }
    if let found = best(Array(titles.indices)), scores[found].isLikely { return found }
    return best(named)
  }

  /// The column whose title names a role best.
  private static func best(_ role: ListRole, _ titles: [String], except taken: [Int]) -> Int? {
    titles.indices.filter { !taken.contains($0) }
      .compactMap { index in role.rank(of: titles[index]).map { (rank: $0, index: index) } }
      .min { $0 < $1 }?.index
  }

  // MARK: Without a header

  /// Finds the columns by their values alone.
  static func find(rows: [[[UInt8]]], scores: [PathScore]) -> Result<ListColumns, Problem> {
    guard let path = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[path].isLikely else {
      return .failure(Problem(reason: "no column for the path"))
    }
    var rest = scores.indices.filter { $0 != path }
    let split = rest.first { index in
      rest.count > 1 && SplitMeaning.areNames(rows.map { $0[index] })
    }
    rest.removeAll { $0 == split }
    let splits = split.map { [SplitColumn(index: $0, meaning: .names)] } ?? []
    if rest.count > 1, rows.count > 1 {
      // A number of its own for every row is an index.
      let numbered = rest.filter { index in Set(rows.map { $0[index] }).count == rows.count }
      if numbered.count < rest.count { rest.removeAll(where: numbered.contains) }
    }
    guard rest.count == 1 || rest.isEmpty && haveFolders(rows.map { $0[path] }) else {
      return .failure(
        Problem(reason: rest.isEmpty ? "no column for the class" : "\(rest.count) columns that may be the class"))
    }
    return .success(ListColumns(path: path, className: rest.first, splits: splits, count: scores.count))
  }

  /// Whether all paths have a folder, which can be the class.
  static func haveFolders(_ paths: [[UInt8]]) -> Bool {
    !paths.isEmpty && paths.allSatisfy { path in path.dropFirst().contains { $0 == 0x2F || $0 == 0x5C } }
  }
}
