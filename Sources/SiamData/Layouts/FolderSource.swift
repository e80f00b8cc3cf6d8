import SiamFiles

/// Reads the files below a folder, except hidden ones.
///
/// A folder is listed when it is reached, so that only the names of the folders above the current file are in memory.
struct FolderSource: ImageSource {
  /// A folder that is being read.
  private struct Level {
    var folder: [UInt8]
    /// The path of the folder, relative to the source.
    var path: [[UInt8]]
    var identity: [UInt64]
    var names: ArraySlice<[UInt8]>
  }

  private var levels: [Level] = []

  /// The maximum depth of nested folders.
  private static let maxLevels = 8

  init(path: String) throws(DataError) {
    _ = try FileBytes.names(in: Array(path.utf8)).orDataError()
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

  /// The file at a path below the folder, or nil for a folder, which is entered.
  private mutating func file(_ location: [UInt8], path: [[UInt8]]) -> SourceFile? {
    switch FileBytes.kind(of: location) {
    case .failure(let error): unusable(path, error.reasonInSentence)
    case .success(.folder): enter(location, inside: path)
    case .success(.file):
      DataLayout.name(ofFile: path.last ?? []) == .archive
        ? unusable(path, "an archive; unpack it into a folder of its name, or give its path alone")
        : SourceFile(path: path, contents: .onDisk(location))
    case .success(.other): unusable(path, "not a file")
    }
  }

  /// Enters a folder; returns an unusable file in its place if it can't be entered.
  private mutating func enter(_ folder: [UInt8], inside path: [[UInt8]]) -> SourceFile? {
    guard let identity = FileBytes.identity(of: folder), !levels.contains(where: { $0.identity == identity }) else {
      return unusable(path, "a link to a folder above it")
    }
    guard path.count <= Self.maxLevels else { return unusable(path, "more than \(Self.maxLevels) folders deep") }
    switch FileBytes.names(in: folder) {
    case .failure(let error): return unusable(path, error.reasonInSentence)
    case .success(let names):
      levels.append(Level(folder: folder, path: path, identity: identity, names: names[...]))
      return nil
    }
  }

  private func unusable(_ path: [[UInt8]], _ reason: String) -> SourceFile {
    SourceFile(path: path, contents: .unusable(reason))
  }
}
