import SiamCore

extension Dataset {
  /// What was recognised as classes, groups and splits, and by what, such as `3 splits × 10 classes, from the folders
  /// train, val and test`.
  public var recognition: String {
    let origin = source.origin
    let classes = counted(source.classes.count, "class", "classes")
    guard source.hasOwnSplit else {
      guard origin.isFolders else { return "\(classes), from the data's labels" }
      return source.groups.isEmpty
        ? "\(classes), from the names of the folders that the images are in"
        : "\(classes) in \(counted(source.groups.count, "group")), from the folders group/class"
    }
    let counts = Split.allCases.map(ownClasses).filter { $0 > 0 }
    let from =
      origin.splitFolders.isEmpty
      ? "the data's labels" : "the folders \(enumerated(origin.splitFolders.map(printable)))"
    let sizes =
      Set(counts) == [source.classes.count]
      ? "× \(classes)" : "of \(enumerated(counts.map(String.init))) classes"
    return "\(counted(counts.count, "split")) \(sizes), from \(from)"
  }

  /// How training uses the splits that the data itself has, or nil if it has none, or each class is in one of them.
  public var recognitionNote: String? {
    let shared = source.partCounts.count { $0 != nil }
    guard shared > 0 else { return nil }
    let isAll = shared == source.classes.count
    if hasSameClasses { return "the same classes are trained on and evaluated, with different images" }
    let parts = source.partCounts.compactMap(\.self)
    let hasTest = parts.contains { $0.test > 0 }
    let used = Set((training + validation + test).map(\.index))
    let unused = classes.reduce(0) { $0 + (used.contains($1.id.index) ? 0 : $1.images.count) }
    let count = unused > 0 ? ", and \(counted(unused, "image is", "images are")) not used" : ""
    let start =
      (isAll ? "the splits have the same classes" : "\(counted(shared, "class is", "classes are")) in several splits")
      + ", so they are merged and split by class; "
    return start + (hasTest ? "no image of a test split is trained on\(count); " : "")
      + "--same-classes trains on all of them and evaluates on other images of theirs"
  }

  /// One line on the splits that the data itself has, for a training's output; nil if it has none that need one.
  public var splitNote: String? {
    guard source.hasSharedClasses || !source.origin.splitFolders.isEmpty else { return nil }
    return recognition + (recognitionNote.map { "; \($0)" } ?? "")
  }

  /// The number of classes with images in a split of the data itself.
  private func ownClasses(_ split: Split) -> Int {
    source.classes.indices.count { index in
      if let parts = source.partCounts[index] { return parts[split] > 0 }
      return (source.splits[index] ?? .training) == split
    }
  }
}

/// Names joined by commas, the last by `and`.
private func enumerated(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and \(last)"
}
