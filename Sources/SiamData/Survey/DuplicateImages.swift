import SiamCore

/// Finds equal images; it stores the path of every image in a few dozen bytes.
struct DuplicateImages {
  private var fingerprints: [UInt64] = []
  /// All paths in one array, and where each ends.
  private var paths: [UInt8] = []
  private var pathEnds: [Int] = []

  /// Adds an image; images are added in the order of the list that `duplicates` gets.
  mutating func add(_ file: SourceFile, _ fingerprint: UInt64) {
    fingerprints.append(fingerprint)
    for (index, part) in file.path.enumerated() {
      if index > 0 { paths.append(0x2F) }
      paths += part
    }
    pathEnds.append(paths.count)
  }

  /// The sets of equal images, in the order of their first image.
  ///
  /// - Parameters:
  ///   - images: all images.
  ///   - tree: their classes and splits. Images that are skipped don't count.
  /// - Returns: the report, with the first few sets.
  func duplicates(of images: ImageList, in tree: ClassTree) -> DuplicateReport {
    var report = DuplicateReport()
    var (acrossClasses, acrossSplits): ([[Int]], [[Int]]) = ([], [])
    let order = fingerprints.indices.sorted { (fingerprints[$0], $0) < (fingerprints[$1], $1) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, fingerprints[order[end]] == fingerprints[order[start]] { end += 1 }
      defer { start = end }
      guard end > start + 1 else { continue }
      let found = order[start..<end].compactMap { index in
        tree.label(ofPath: Int(images.pathOfImage[index])).map { (index: index, label: $0) }
      }
      guard found.count > 1 else { continue }
      let (members, labels) = (found.map(\.index), found.map(\.label))
      let distinct = Set(labels.map(\.class)).count
      report.withinClassCount += members.count - distinct
      if distinct > 1 { acrossClasses.append(members) }
      if Set(labels.map { $0.split ?? .training }).count > 1 { acrossSplits.append(members) }
    }
    report.acrossClassesCount = acrossClasses.count
    report.acrossClasses = named(acrossClasses)
    report.acrossSplitsCount = acrossSplits.count
    report.acrossSplits = named(acrossSplits)
    return report
  }

  /// The paths of the first sets.
  private func named(_ sets: [[Int]]) -> [[String]] {
    sets.sorted { $0[0] < $1[0] }.prefix(DataSurvey.namedSets).map { $0.prefix(DataSurvey.namedOfSet).map(path) }
  }

  private func path(_ index: Int) -> String {
    NameText.text(of: paths[(index > 0 ? pathEnds[index - 1] : 0)..<pathEnds[index]])
  }
}
