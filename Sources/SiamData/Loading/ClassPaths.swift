import SiamCore

extension ClassTree {
  /// The group, class and split of each class path of some images.
  struct Paths {
    /// The folders or labels of the group and class, or nil if its images don't fit the rest.
    private(set) var keys: [[[UInt8]]?]
    /// The split of each class path, or nil.
    private(set) var splits: [Split?]
    private(set) var origin = LabelOrigin()

    /// Reads the class paths; images that don't fit are added to `problems`.
    init(_ images: ImageList, problems: inout DataProblems) {
      if images.isLabelled {
        keys = images.classPaths.map(\.folders)
        splits = images.classPaths.map(\.split)
        if images.isNamed { useSplitsOfNames() }
        origin.isFolders = false
        return
      }
      var counts = [Int](repeating: 0, count: images.classPaths.count)
      for classPath in images.pathOfImage { counts[Int(classPath)] += 1 }
      let folders = Self.aligned(images.classPaths.map(\.folders))
      let depth = Self.commonDepth(of: folders, counts)
      keys = folders.map { depth > 0 && $0.count == depth ? $0 : nil }
      let shared = Self.removeShared(&keys)
      let found = SplitFolders(keys, below: shared)
      if found.names.isEmpty, let name = shared.last(where: SplitName.isTest) {
        origin.testFolder = String(decoding: name, as: UTF8.self)
      }
      keys = found.paths
      splits = found.splits
      for index in keys.indices where keys[index] == [] { keys[index] = nil }
      _ = Self.removeShared(&keys)
      origin.splitFolders = found.names.map { String(decoding: $0, as: UTF8.self) }
      origin.otherFolders = found.others.map { String(decoding: $0, as: UTF8.self) }
      for (index, classPath) in images.pathOfImage.enumerated() where keys[Int(classPath)] == nil {
        let folders = folders[Int(classPath)]
        let isInSplit = found.splits[Int(classPath)] != nil || folders.last.flatMap { Split(named: $0) } != nil
        problems.skip(images.path(index), Self.reason(folders.count, depth: depth, isInSplit: isInSplit))
      }
    }

    /// Uses the splits in the names of classes that come from files' names, such as `train_cat` and `test_cat`, where
    /// all names have one, or names of several splits are the same otherwise.
    private mutating func useSplitsOfNames() {
      let names = keys.map { $0?.last.flatMap { SplitName($0) } }
      let found = names.compactMap(\.self)
      let rests = Dictionary(grouping: found.filter { !$0.isVague && $0.rest != "" }, by: \.rest)
        .filter { Set($0.value.map(\.split)).count > 1 }
      let all = Set(found.map(\.split))
      let isAll = found.count == names.count && (all.count > 1 || all == [.test])
      for (index, name) in names.enumerated() where splits[index] == nil {
        if let name, isAll || rests[name.rest] != nil { splits[index] = name.split }
      }
    }

    /// The reason why an image in a number of folders doesn't fit, where most images are in `depth` folders.
    private static func reason(_ folders: Int, depth: Int, isInSplit: Bool) -> String {
      if isInSplit { return "in the folder of a split, but not in a class folder; put it in one" }
      if folders == depth, depth > 0 { return "beside the folders of the splits; move its folder into one of them" }
      if folders == 0 { return "not in a class folder; put it in one" }
      return "in \(counted(folders, "folder")), where most images are in \(depth); move it to the same depth"
    }

    /// The folders of each path from the folder of its split on, if not all of these are equally deep, as in
    /// `train/class` and `more/test/class`.
    private static func aligned(_ paths: [[[UInt8]]]) -> [[[UInt8]]] {
      let levels = paths.map { path in path.dropLast().firstIndex { Split(named: $0) != nil } }
      let found = zip(paths, levels).compactMap { path, level in level.map { (path: path, level: $0) } }
      guard Set(found.map(\.path.count)).count > 1, Set(found.map { $0.path.count - $0.level }).count == 1,
        Set(found.map { Split(named: $0.path[$0.level]) }).count > 1
      else { return paths }
      return zip(paths, levels).map { path, level in level.map { Array(path[$0...]) } ?? path }
    }

    /// Removes the top folders that all share, excluding the class's own, and returns them.
    private static func removeShared(_ keys: inout [[[UInt8]]?]) -> ArraySlice<[UInt8]> {
      let known = keys.lazy.compactMap(\.self)
      guard let first = known.first else { return [] }
      let shared = known.reduce(first.count - 1) { shared, folders in
        min(shared, folders.count - 1, zip(folders, first).prefix { $0 == $1 }.count)
      }
      for index in keys.indices { keys[index]?.removeFirst(shared) }
      return first[..<shared]
    }

    /// The number of folders that most images are in; the larger of two equally common numbers.
    ///
    /// Images directly in a folder such as `test` have no class, and don't count if others have one.
    private static func commonDepth(of paths: [[[UInt8]]], _ counts: [Int]) -> Int {
      func depth(_ isCounted: ([[UInt8]]) -> Bool) -> Int? {
        var byDepth: [Int: Int] = [:]
        for (path, count) in zip(paths, counts) where isCounted(path) { byDepth[path.count, default: 0] += count }
        return byDepth.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
      }
      func isClassFolder(_ path: [[UInt8]]) -> Bool { path.last.map { Split(named: $0) == nil } ?? true }
      func isTest(_ path: [[UInt8]]) -> Bool { path.contains { Split(named: $0) == .test } }
      return depth { isClassFolder($0) && !isTest($0) } ?? depth(isClassFolder) ?? depth { _ in true } ?? 0
    }
  }
}
