/// The level of folders that names the splits, as in `train/class/` and `test/class/`.
///
/// It is the first level on which all folders are named after splits, and at least two after different ones; on the
/// top level, other folders may stand beside `train` and `test` or `val`. A single `train` is an ordinary folder.
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

  /// Finds the splits in the folders of some paths, which have equally many folders each; nil paths are ignored.
  init(_ paths: [[[UInt8]]?]) {
    self.paths = paths
    splits = Array(repeating: nil, count: paths.count)
    guard let depth = paths.lazy.compactMap(\.self).first?.count,
      let level = (0..<depth).first(where: { Self.isSplit(paths, level: $0, of: depth) })
    else { return }
    var found: [[UInt8]: Split] = [:]
    for (index, path) in paths.enumerated() {
      guard var path else { continue }
      let name = path.remove(at: level)
      splits[index] = Split(named: name)
      found[name] = splits[index]
      self.paths[index] = splits[index] == nil ? nil : path
      if splits[index] == nil, !others.contains(name) { others.append(name) }
    }
    others.sort { $0.lexicographicallyPrecedes($1) }
    names = found.sorted { ($0.value.order, $0.key) < ($1.value.order, $1.key) }.map(\.key)
    removeRepeatedNames()
  }

  /// Whether the folders of a level are splits.
  private static func isSplit(_ paths: [[[UInt8]]?], level: Int, of depth: Int) -> Bool {
    let names = Set(paths.compactMap { $0?[level] })
    let splits = names.map { Split(named: $0) }
    let found = Set(splits.compactMap(\.self))
    guard found.count > 1 else { return false }
    return !splits.contains(nil) || level == 0 && depth > 1 && found.contains(.training)
  }

  /// Removes a second folder of the same split, as in `training_set/training_set/class/`.
  private mutating func removeRepeatedNames() {
    while paths.indices.allSatisfy({ index in
      guard let path = paths[index] else { return true }
      return path.count > 1 && Split(named: path[0]) == splits[index]
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
