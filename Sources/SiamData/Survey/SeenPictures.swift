import SiamMessages

/// Every picture that was seen, with its class and path, in a few dozen bytes each.
struct SeenPictures {
  private var fingerprints: [UInt64] = []
  /// For each picture its class, by the order in which classes were met.
  private var classes: [Int32] = []
  private var classNumbers: [ClassKey: Int32] = [:]
  /// All paths, one after the other, and where each ends.
  private var paths: [UInt8] = []
  private var pathEnds: [Int] = []

  private struct ClassKey: Hashable {
    var parts: [[UInt8]]
  }

  mutating func add(_ file: SourceFile, _ fingerprint: UInt64) {
    let parts = file.label.map { [$0.group ?? [], $0.className] } ?? Array(file.path.dropLast())
    let number = classNumbers[ClassKey(parts: parts), default: Int32(clamping: classNumbers.count)]
    classNumbers[ClassKey(parts: parts)] = number
    fingerprints.append(fingerprint)
    classes.append(number)
    paths += file.joinedPath
    pathEnds.append(paths.count)
  }

  /// Sets of equal pictures, by the order in which their first was met.
  func duplicates() -> DuplicateReport {
    var report = DuplicateReport()
    var sets: [[Int]] = []
    let order = fingerprints.indices.sorted { (fingerprints[$0], $0) < (fingerprints[$1], $1) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, fingerprints[order[end]] == fingerprints[order[start]] { end += 1 }
      let members = order[start..<end]
      let distinct = Set(members.map { classes[$0] }).count
      report.withinClassCount += members.count - distinct
      if distinct > 1 { sets.append(Array(members)) }
      start = end
    }
    report.acrossClassesCount = sets.count
    report.acrossClasses = sets.sorted { $0[0] < $1[0] }.prefix(DataSurvey.namedSets).map { members in
      members.prefix(DataSurvey.namedOfSet).map(path)
    }
    return report
  }

  private func path(_ place: Int) -> String {
    String(decoding: paths[(place > 0 ? pathEnds[place - 1] : 0)..<pathEnds[place]], as: UTF8.self)
  }
}
