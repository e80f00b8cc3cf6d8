/// Groups and classes as the folders of picture files tell them, or the labels that come with the pictures.
///
/// Folders that all files share at the top are no part of the data. The last folder is the class; folders above it,
/// where there are any, are its group. Classes without a group come before those with one.
struct ClassTree {
  private(set) var arranged = ArrangedClasses()
  /// Indices into the pictures, in dataset order.
  private(set) var order: [Int32] = []
  /// Names of classes whose pictures are on two sides by their labels; they are on none here.
  private(set) var torn: [String] = []

  /// Arranges pictures; those that don't fit are skipped, and `problems` names them.
  init(_ pictures: PictureList, problems: inout DataProblems) {
    let keys = Self.keys(of: pictures, problems: &problems)
    let (ranks, classes) = Self.ranks(of: keys)
    func rank(_ index: Int32) -> Int32 { ranks[Int(pictures.placeOfPicture[Int(index)])] }
    var indices = (0..<Int32(pictures.count)).filter { rank($0) >= 0 }
    indices.sort { one, other in
      let (first, second) = (rank(one), rank(other))
      if first != second { return first < second }
      if pictures.isLabelled { return one < other }
      let (name, otherName) = (pictures.name(Int(one)), pictures.name(Int(other)))
      return name == otherName ? one < other : name.lexicographicallyPrecedes(otherName)
    }
    order.reserveCapacity(indices.count)
    var start = 0
    while start < indices.count {
      let number = rank(indices[start])
      let end = indices[start...].firstIndex { rank($0) != number } ?? indices.count
      add(classes[Int(number)], indices[start..<end], of: pictures, problems: &problems)
      start = end
    }
  }

  /// Adds a class of pictures that are in order.
  private mutating func add(
    _ folders: [[UInt8]], _ indices: ArraySlice<Int32>, of pictures: PictureList, problems: inout DataProblems
  ) {
    let before = order.count
    for index in indices {
      if !pictures.isLabelled, order.count > before, let last = order.last,
        pictures.name(Int(last)) == pictures.name(Int(index))
      {
        problems.skip(pictures.path(Int(index)), "there twice")
      } else {
        order.append(index)
      }
    }
    if folders.count > 1, group != folders.dropLast() {
      group = folders.dropLast()
      arranged.addGroup(Self.name(folders.dropLast()))
    }
    let name = folders.map { Self.name([$0]) }.joined(separator: " ")
    let sides = Set(indices.compactMap { pictures.places[Int(pictures.placeOfPicture[Int($0)])].side })
    if sides.count > 1 { torn.append(name) }
    arranged.addClass(name, images: order.count - before, side: sides.count == 1 ? sides.first : nil)
  }

  /// That of the class before.
  private var group: ArraySlice<[UInt8]> = []

  private static func name(_ folders: some Sequence<[UInt8]>) -> String {
    String(decoding: Array(folders.joined(separator: [0x2F])), as: UTF8.self)
  }

  // MARK: Places

  /// For each place its group and class; nil where its pictures don't fit the rest.
  private static func keys(of pictures: PictureList, problems: inout DataProblems) -> [[[UInt8]]?] {
    if pictures.isLabelled { return pictures.places.map(\.folders) }
    var counts = [Int](repeating: 0, count: pictures.places.count)
    for place in pictures.placeOfPicture { counts[Int(place)] += 1 }
    let usual = usualDepth(of: pictures.places, counts)
    var keys = pictures.places.map { usual > 0 && $0.folders.count == usual ? $0.folders : nil }
    let wanted = usual == 0 ? "a folder of its class" : counted(usual, "folder")
    for (index, place) in pictures.placeOfPicture.enumerated() where keys[Int(place)] == nil {
      problems.skip(pictures.path(index), "not in \(wanted)")
    }
    let shared = sharedDepth(of: keys.compactMap(\.self))
    for index in keys.indices { keys[index]?.removeFirst(shared) }
    return keys
  }

  /// The classes in order, and for each place its class's number; −1 where it has none.
  private static func ranks(of keys: [[[UInt8]]?]) -> (ranks: [Int32], classes: [[[UInt8]]]) {
    let classes = Set(keys.compactMap(\.self)).sorted { one, other in
      if (one.count > 1) != (other.count > 1) { return other.count > 1 }
      return one.lexicographicallyPrecedes(other) { $0.lexicographicallyPrecedes($1) }
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes, Int32(0)...))
    return (keys.map { key in key.flatMap { numbers[$0] } ?? -1 }, classes)
  }

  /// How many top folders all share; never the class's own.
  private static func sharedDepth(of keys: [[[UInt8]]]) -> Int {
    guard let first = keys.first else { return 0 }
    return keys.reduce(first.count - 1) { shared, folders in
      min(shared, folders.count - 1, zip(folders, first).prefix { $0 == $1 }.count)
    }
  }

  /// The number of folders most pictures are in; the larger of two that are equally usual.
  private static func usualDepth(of places: [PictureList.Place], _ counts: [Int]) -> Int {
    var byDepth: [Int: Int] = [:]
    for (place, count) in zip(places, counts) { byDepth[place.folders.count, default: 0] += count }
    return byDepth.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }
}
