/// Groups and classes as the folders of picture files tell them.
///
/// Folders that all files share at the top are no part of the data. The last folder is the class; folders above it,
/// where
/// there are any, are its group.
struct ClassTree {
  private(set) var arranged = ArrangedClasses()
  /// Indices into the pictures, in dataset order.
  private(set) var order: [Int] = []

  /// Arranges pictures; those that don't fit are skipped, and `problems` names them.
  init(_ pictures: [DecodedFiles.DecodedPicture], problems: inout DataProblems) {
    var entries = pictures.indices.map { Entry(pictures[$0].path, index: $0) }
    let usual = Self.usualDepth(of: entries)
    entries.removeAll { entry in
      guard entry.folders.count != usual || usual == 0 else { return false }
      let wanted = usual == 0 ? "a folder of its class" : counted(usual, "folder")
      problems.skip(Array(pictures[entry.index].path.joined(separator: [0x2F])), "not in \(wanted)")
      return true
    }
    Self.dropSharedFolders(&entries)
    entries.sort { $0.precedes($1) }
    var previous: Entry?
    var classStart = 0
    for entry in entries {
      if let last = previous, last.folders == entry.folders, last.file == entry.file {
        problems.skip(Array(pictures[entry.index].path.joined(separator: [0x2F])), "there twice")
      } else {
        if let last = previous, last.folders != entry.folders {
          close(last, images: order.count - classStart)
          classStart = order.count
        }
        if entry.folders.count > 1, previous.map({ $0.group != entry.group }) ?? true {
          arranged.addGroup(name(entry.group))
        }
        order.append(entry.index)
        previous = entry
      }
    }
    if let previous { close(previous, images: order.count - classStart) }
  }

  private mutating func close(_ entry: Entry, images: Int) {
    arranged.addClass(entry.folders.map { name([$0]) }.joined(separator: " "), images: images)
  }

  private func name(_ folders: some Sequence<[UInt8]>) -> String {
    String(decoding: Array(folders.joined(separator: [0x2F])), as: UTF8.self)
  }

  /// A picture's folders and file name.
  private struct Entry {
    var folders: [[UInt8]]
    var file: [UInt8]
    var index: Int

    init(_ path: [[UInt8]], index: Int) {
      folders = Array(path.dropLast())
      file = path.last ?? []
      self.index = index
    }

    var group: ArraySlice<[UInt8]> { folders.dropLast() }

    /// Group, class, file; then the order of reading.
    func precedes(_ other: Entry) -> Bool {
      if folders != other.folders {
        return folders.lexicographicallyPrecedes(other.folders) { $0.lexicographicallyPrecedes($1) }
      }
      if file != other.file { return file.lexicographicallyPrecedes(other.file) }
      return index < other.index
    }
  }

  /// Drops top folders that every picture shares, but never the class's own.
  private static func dropSharedFolders(_ entries: inout [Entry]) {
    guard let first = entries.first else { return }
    var shared = first.folders.count
    for entry in entries {
      shared = min(shared, entry.folders.count - 1)
      let same = zip(entry.folders, first.folders).prefix { $0 == $1 }.count
      shared = min(shared, same)
    }
    guard shared > 0 else { return }
    for index in entries.indices { entries[index].folders.removeFirst(shared) }
  }

  /// The number of folders most pictures are in; the larger of two that are equally usual.
  private static func usualDepth(of entries: [Entry]) -> Int {
    var counts: [Int: Int] = [:]
    for entry in entries { counts[entry.folders.count, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }
}
