/// The files below a folder; hidden ones are no part of the data.
///
/// A folder's names are listed when it is come to, so that only those of the folders it is in are in memory.
struct FolderSource: PictureSource {
  /// A folder that is being read.
  private struct Level {
    var folder: [UInt8]
    /// What its files' paths begin with.
    var path: [[UInt8]]
    var identity: [UInt64]
    var names: ArraySlice<[UInt8]>
  }

  private var levels: [Level] = []

  /// Folders nested deeper are not entered.
  private static let mostLevels = 8

  init(path: String) throws(DataError) {
    if case .failure(let error) = FileBytes.names(in: Array(path.utf8)) {
      throw .unreadable(path: path, reason: error.reason)
    }
    _ = enter(Array(path.utf8), inside: [])
  }

  mutating func next() -> SourceFile? {
    while let level = levels.last {
      guard let name = levels[levels.count - 1].names.popFirst() else {
        levels.removeLast()
        continue
      }
      if isHidden(name) { continue }
      if let file = file(level.folder + [0x2F] + name, path: level.path + [name]) { return file }
    }
    return nil
  }

  /// What is at a path below the folder; nil for a folder, which is entered.
  private mutating func file(_ place: [UInt8], path: [[UInt8]]) -> SourceFile? {
    switch FileBytes.kind(of: place) {
    case .failure(let error): unusable(path, error.reason)
    case .success(.folder): enter(place, inside: path)
    case .success(.file):
      DataLayout.name(ofFile: path.last ?? []) == .archive
        ? unusable(path, "an archive; give its own path") : SourceFile(path: path, contents: .onDisk(place))
    case .success(.other): unusable(path, "not a file")
    }
  }

  /// Enters a folder; where that can't be, what stands for it.
  private mutating func enter(_ folder: [UInt8], inside path: [[UInt8]]) -> SourceFile? {
    guard let identity = FileBytes.identity(of: folder), !levels.contains(where: { $0.identity == identity }) else {
      return unusable(path, "a link to a folder above it")
    }
    guard path.count <= Self.mostLevels else { return unusable(path, "more than \(Self.mostLevels) folders deep") }
    switch FileBytes.names(in: folder) {
    case .failure(let error): return unusable(path, error.reason)
    case .success(let names):
      levels.append(Level(folder: folder, path: path, identity: identity, names: names[...]))
      return nil
    }
  }

  private func unusable(_ path: [[UInt8]], _ reason: String) -> SourceFile {
    SourceFile(path: path, contents: .unusable(reason))
  }
}
