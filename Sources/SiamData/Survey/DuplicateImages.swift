import SiamCore

/// Finds equal images; it stores the class and path of every image in a few dozen bytes.
struct DuplicateImages {
  private var fingerprints: [UInt64] = []
  /// The number of each image's class, in the order of first occurrence.
  private var classes: [Int32] = []
  private var classNumbers: [ClassKey: Int32] = [:]
  /// The class of the previous image, which is most often that of the next.
  private var last: (key: ClassKey, number: Int32)?
  /// All paths in one array, and where each ends.
  private var paths: [UInt8] = []
  private var pathEnds: [Int] = []

  private struct ClassKey: Hashable {
    var parts: [[UInt8]]
  }

  mutating func add(_ file: SourceFile, _ fingerprint: UInt64) {
    fingerprints.append(fingerprint)
    classes.append(
      number(of: ClassKey(parts: file.label.map { [$0.group ?? [], $0.className] } ?? file.path.dropLast())))
    for (index, part) in file.path.enumerated() {
      if index > 0 { paths.append(0x2F) }
      paths += part
    }
    pathEnds.append(paths.count)
  }

  private mutating func number(of key: ClassKey) -> Int32 {
    if let last, last.key == key { return last.number }
    let number = classNumbers[key] ?? Int32(clamping: classNumbers.count)
    classNumbers[key] = number
    last = (key, number)
    return number
  }

  /// The sets of equal images, in the order of their first image.
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

  private func path(_ index: Int) -> String {
    NameText.text(of: paths[(index > 0 ? pathEnds[index - 1] : 0)..<pathEnds[index]])
  }
}
