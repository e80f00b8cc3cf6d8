/// The level of folders that names the splits, as in `train/class/` and `test/class/`.
///
/// It is the first level on which all folders are named after splits, and at least two after different ones. On the top
/// level, other folders may stand beside them: they belong to no split if there is a training folder, and are trained
/// on otherwise. If all images are below a folder named after tests, they are test images. A single `train` is an
/// ordinary folder.
struct SplitFolders {
  /// The names of the folders that are splits, training first.
  private(set) var names: [[UInt8]] = []
  /// The folders beside the splits, which belong to none.
  private(set) var others: [[UInt8]] = []
  /// The split of each path, or nil if it has none.
  private(set) var splits: [Split?]
  /// The folders of each path without those of the splits; empty for an image that is in no class folder, and nil for
  /// paths beside the splits and those that were nil before.
  private(set) var paths: [[[UInt8]]?]

  /// What a level of folders is.
  private enum Level {
    /// All folders are splits.
    case splits
    /// Some folders are splits, and the others belong to none.
    case splitsAmongOthers
    /// Some folders are splits, none of them for training.
    case splitsBesideTraining
    case ordinary
  }

  /// Finds the splits in the folders of some paths, which have equally many folders each; nil paths are ignored.
  ///
  /// - Parameters:
  ///   - paths: the folders of each path.
  ///   - shared: the folders above, which all paths share.
  init(_ paths: [[[UInt8]]?], below shared: ArraySlice<[UInt8]> = []) {
    self.paths = paths
    splits = Array(repeating: nil, count: paths.count)
    guard let depth = paths.lazy.compactMap(\.self).first?.count else { return }
    let levels = (0..<depth).lazy.map { ($0, Self.kind(of: $0, of: depth, in: paths)) }
    guard let (level, kind) = levels.first(where: { $0.1 != .ordinary }) else {
      if let name = shared.first(where: { Split(named: $0) == .test }) {
        names = [name]
        splits = paths.map { $0 == nil ? nil : .test }
      }
      return
    }
    var found: [[UInt8]: Split] = [:]
    for (index, path) in paths.enumerated() {
      guard let name = path?[level] else { continue }
      if let split = SplitName(name)?.split, kind != .splitsBesideTraining || Split(named: name) != nil {
        splits[index] = split
        found[name] = split
      } else if !others.contains(name) {
        others.append(name)
      }
    }
    // A single folder beside `test` is the training folder, and several are groups.
    let hasGroups = kind == .splitsBesideTraining && others.count > 1
    for (index, path) in paths.enumerated() {
      guard var path else { continue }
      let isOther = splits[index] == nil
      if !isOther || !hasGroups { path.remove(at: level) }
      self.paths[index] = isOther && kind == .splitsAmongOthers ? nil : path
    }
    if kind == .splitsBesideTraining {
      if !hasGroups, let other = others.first { found[other] = .training }
      others = []
    }
    others.sort { $0.lexicographicallyPrecedes($1) }
    names = found.sorted { ($0.value.order, $0.key) < ($1.value.order, $1.key) }.map(\.key)
    removeRepeatedNames()
  }

  private static func kind(of level: Int, of depth: Int, in paths: [[[UInt8]]?]) -> Level {
    let names = Set(paths.lazy.compactMap { $0?[level] })
    let parsed = names.compactMap { SplitName($0) }
    let isClass = level == depth - 1
    let whole = Set(parsed.lazy.filter(\.isWhole).map(\.split))
    let all = Set(parsed.map(\.split))
    // `seg_train` and `seg_test`, but not `model train` and `test tube`.
    let paired = Dictionary(grouping: parsed.filter { $0.rest != "" }, by: \.rest)
      .filter { Set($0.value.map(\.split)).count > 1 }
    if parsed.count == names.count {
      if all.count > 1 { return whole.count > 1 || !paired.isEmpty || !isClass ? .splits : .ordinary }
      return whole == [.test] && !isClass ? .splits : .ordinary
    }
    guard level == 0, !isClass else { return .ordinary }
    let hasTraining = whole.contains(.training) || paired.values.joined().contains { $0.split == .training }
    // `train`, `test-clean` and `extra`, but not `train`, `gallery`, `museum` and `street`.
    let isClear = whole.count > 1 || !paired.isEmpty || parsed.count * 2 > names.count
    if hasTraining, all.count > 1, isClear { return .splitsAmongOthers }
    return whole.isEmpty || whole == [.training] ? .ordinary : .splitsBesideTraining
  }

  /// Removes a second folder of the same split, as in `training_set/training_set/class/`.
  private mutating func removeRepeatedNames() {
    while paths.indices.allSatisfy({ index in
      guard let path = paths[index] else { return true }
      return path.count > 1 && SplitName(path[0])?.split == splits[index]
    }), paths.contains(where: { $0 != nil }) {
      for index in paths.indices where paths[index] != nil { paths[index]?.removeFirst() }
    }
  }
}

extension Split {
  /// The position of the split's images among those of a class: training first, test last.
  var order: Int {
    switch self {
    case .training: 0
    case .validation: 1
    case .test: 2
    }
  }
}

/// Compares by the split, then by the name's bytes.
private func < (left: (Int, [UInt8]), right: (Int, [UInt8])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
