import SiamCore

/// The groups and classes of the images, by their folders or by the labels that their source gives.
///
/// Folders shared by all files at the top are ignored. The last folder is the class; the folders above it, if any, are
/// its group. Classes without a group come before those with one.
struct ClassTree {
  private(set) var classIndex = ClassIndex()
  /// Indices into the list of images, in dataset order.
  private(set) var order: [Int32] = []
  /// The names of classes whose images have labels of different splits; such a class has no split here.
  private(set) var conflicting: [String] = []

  /// Arranges images; images that don't fit the layout are skipped and added to `problems`.
  init(_ images: ImageList, problems: inout DataProblems) {
    let keys = Self.keys(of: images, problems: &problems)
    let (ranks, classes) = Self.ranks(of: keys)
    func rank(_ index: Int32) -> Int32 { ranks[Int(images.pathOfImage[Int(index)])] }
    var indices = (0..<Int32(images.count)).filter { rank($0) >= 0 }
    indices.sort { one, other in
      let (first, second) = (rank(one), rank(other))
      if first != second { return first < second }
      if images.isLabelled { return one < other }
      let (name, otherName) = (images.name(Int(one)), images.name(Int(other)))
      return name == otherName ? one < other : name.lexicographicallyPrecedes(otherName)
    }
    order.reserveCapacity(indices.count)
    var start = 0
    while start < indices.count {
      let number = rank(indices[start])
      let end = indices[start...].firstIndex { rank($0) != number } ?? indices.count
      add(classes[Int(number)], indices[start..<end], of: images, problems: &problems)
      start = end
    }
  }

  /// Adds a class, whose images are in order.
  private mutating func add(
    _ folders: [[UInt8]], _ indices: ArraySlice<Int32>, of images: ImageList, problems: inout DataProblems
  ) {
    let before = order.count
    for index in indices {
      if !images.isLabelled, order.count > before, let last = order.last,
        images.name(Int(last)) == images.name(Int(index))
      {
        problems.skip(images.path(Int(index)), "duplicate path")
      } else {
        order.append(index)
      }
    }
    if folders.count > 1, group != folders.dropLast() {
      group = folders.dropLast()
      classIndex.addGroup(Self.name(folders.dropLast()))
    }
    let name = folders.map { Self.name([$0]) }.joined(separator: " ")
    let splits = Set(indices.compactMap { images.classPaths[Int(images.pathOfImage[Int($0)])].split })
    if splits.count > 1 { conflicting.append(name) }
    classIndex.addClass(name, images: order.count - before, split: splits.count == 1 ? splits.first : nil)
  }

  /// The group of the previous class.
  private var group: ArraySlice<[UInt8]> = []

  private static func name(_ folders: some Sequence<[UInt8]>) -> String {
    folders.map(NameText.text(of:)).joined(separator: "/")
  }

  // MARK: Class paths

  /// The group and class of each class path, or nil if its images don't fit the rest.
  private static func keys(of images: ImageList, problems: inout DataProblems) -> [[[UInt8]]?] {
    if images.isLabelled { return images.classPaths.map(\.folders) }
    var counts = [Int](repeating: 0, count: images.classPaths.count)
    for classPath in images.pathOfImage { counts[Int(classPath)] += 1 }
    let commonDepth = commonDepth(of: images.classPaths, counts)
    var keys = images.classPaths.map { commonDepth > 0 && $0.folders.count == commonDepth ? $0.folders : nil }
    let expected = commonDepth == 0 ? "a class folder" : counted(commonDepth, "folder")
    for (index, classPath) in images.pathOfImage.enumerated() where keys[Int(classPath)] == nil {
      problems.skip(images.path(index), "not in \(expected)")
    }
    let shared = sharedDepth(of: keys.compactMap(\.self))
    for index in keys.indices { keys[index]?.removeFirst(shared) }
    return keys
  }

  /// The classes in order, and for each class path the number of its class, or −1 if it has none.
  private static func ranks(of keys: [[[UInt8]]?]) -> (ranks: [Int32], classes: [[[UInt8]]]) {
    let classes = Set(keys.compactMap(\.self)).sorted { one, other in
      if (one.count > 1) != (other.count > 1) { return other.count > 1 }
      return one.lexicographicallyPrecedes(other) { $0.lexicographicallyPrecedes($1) }
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes, Int32(0)...))
    return (keys.map { key in key.flatMap { numbers[$0] } ?? -1 }, classes)
  }

  /// The number of top folders that all share, excluding the class's own.
  private static func sharedDepth(of keys: [[[UInt8]]]) -> Int {
    guard let first = keys.first else { return 0 }
    return keys.reduce(first.count - 1) { shared, folders in
      min(shared, folders.count - 1, zip(folders, first).prefix { $0 == $1 }.count)
    }
  }

  /// The number of folders that most images are in; the larger of two equally common numbers.
  private static func commonDepth(of classPaths: [ImageList.ClassPath], _ counts: [Int]) -> Int {
    var byDepth: [Int: Int] = [:]
    for (classPath, count) in zip(classPaths, counts) { byDepth[classPath.folders.count, default: 0] += count }
    return byDepth.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }
}
