import SiamCore

/// The groups and classes of the images, by their folders or by the labels that their source gives.
///
/// Folders shared by all files at the top are ignored, and folders named after splits give the split, not the class.
/// The last folder is the class; the folders above it, if any, are its group. Classes without a group come before those
/// with one. The images of a class are in the order of their splits.
struct ClassTree {
  private(set) var classIndex = ClassIndex()
  /// Indices into the list of images, in dataset order.
  private(set) var order: [Int32] = []
  /// The index of the class of each class path, or −1 if it has none.
  private let ranks: [Int32]
  /// The split of each class path, or nil.
  private let splits: [Split?]

  /// Arranges images; images that don't fit the layout are skipped and added to `problems`.
  init(_ images: ImageList, problems: inout DataProblems) {
    let paths = Paths(images, problems: &problems)
    let (ranks, classes) = Self.ranks(of: paths.keys)
    (self.ranks, splits) = (ranks, paths.splits)
    classIndex.origin = paths.origin
    let splitsOfClass = Self.splits(paths.splits, ranks, classes.count)
    func rank(_ index: Int32) -> Int32 { ranks[Int(images.pathOfImage[Int(index)])] }
    // Only the images of a class in several splits are arranged by split.
    let partOfPath = zip(ranks, paths.splits).map { rank, split in
      rank >= 0 && splitsOfClass[Int(rank)].count > 1 ? (split ?? .training).order : 0
    }
    func part(_ index: Int32) -> Int { partOfPath[Int(images.pathOfImage[Int(index)])] }
    var indices = (0..<Int32(images.count)).filter { rank($0) >= 0 }
    indices.sort { one, other in
      let (first, second) = (rank(one), rank(other))
      if first != second { return first < second }
      let (part, otherPart) = (part(one), part(other))
      if part != otherPart { return part < otherPart }
      if images.isLabelled, !images.isNamed { return one < other }
      let (name, otherName) = (images.name(Int(one)), images.name(Int(other)))
      if name != otherName { return name.lexicographicallyPrecedes(otherName) }
      return images.folders(Int(one), precede: Int(other)) ?? (one < other)
    }
    order.reserveCapacity(indices.count)
    var start = 0
    while start < indices.count {
      let number = rank(indices[start])
      let end = indices[start...].firstIndex { rank($0) != number } ?? indices.count
      add(
        classes[Int(number)], indices[start..<end], in: splitsOfClass[Int(number)], of: images, problems: &problems)
      start = end
    }
  }

  /// The class and split of a class path, or nil if its images are skipped.
  func label(ofPath path: Int) -> (class: Int32, split: Split?)? {
    ranks[path] < 0 ? nil : (ranks[path], splits[path])
  }

  /// Adds a class, whose images are in order.
  private mutating func add(
    _ folders: [[UInt8]], _ indices: ArraySlice<Int32>, in splits: Set<Split>, of images: ImageList,
    problems: inout DataProblems
  ) {
    let before = order.count
    var parts = PartCounts()
    for index in indices {
      if !images.isLabelled, order.count > before, let last = order.last,
        images.pathOfImage[Int(last)] == images.pathOfImage[Int(index)],
        images.name(Int(last)) == images.name(Int(index))
      {
        problems.skip(images.path(Int(index)), "duplicate path")
      } else {
        order.append(index)
        parts.add(self.splits[Int(images.pathOfImage[Int(index)])])
      }
    }
    if folders.count > 1, group != folders.dropLast() {
      group = folders.dropLast()
      classIndex.addGroup(Self.name(folders.dropLast()))
    }
    let name = folders.map { Self.name([$0]) }.joined(separator: " ")
    classIndex.addClass(
      name, images: order.count - before, split: splits.count == 1 ? splits.first : nil,
      parts: splits.count > 1 ? parts : nil)
  }

  /// The group of the previous class.
  private var group: ArraySlice<[UInt8]> = []

  private static func name(_ folders: some Sequence<[UInt8]>) -> String {
    folders.map(NameText.text(of:)).joined(separator: "/")
  }

  /// The splits of the class paths of each class; beside paths with a split, those without one are training paths.
  private static func splits(_ splits: [Split?], _ ranks: [Int32], _ classCount: Int) -> [Set<Split>] {
    var result = [Set<Split?>](repeating: [], count: classCount)
    for (rank, split) in zip(ranks, splits) where rank >= 0 { result[Int(rank)].insert(split) }
    return result.map { $0 == [nil] ? [] : Set($0.map { $0 ?? .training }) }
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
}
