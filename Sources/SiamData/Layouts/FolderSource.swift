/// The files below a folder; hidden ones are no part of the data.
struct FolderSource: PictureSource {
  private var files: [SourceFile] = []
  private var position = 0

  /// Folders nested deeper are not entered.
  private static let mostLevels = 8

  init(path: String) throws(DataError) {
    let root = Array(path.utf8)
    if case .failure(let error) = FileBytes.names(in: root) {
      throw .unreadable(path: path, reason: error.reason)
    }
    var above: [[UInt64]] = []
    list(root, inside: [], above: &above)
  }

  mutating func next() -> SourceFile? {
    guard position < files.count else { return nil }
    defer { position += 1 }
    return files[position]
  }

  private mutating func list(_ folder: [UInt8], inside path: [[UInt8]], above: inout [[UInt64]]) {
    guard let identity = FileBytes.identity(of: folder), !above.contains(identity) else {
      return skip(path, "a link to a folder above it")
    }
    guard path.count <= Self.mostLevels else { return skip(path, "more than \(Self.mostLevels) folders deep") }
    switch FileBytes.names(in: folder) {
    case .failure(let error):
      skip(path, error.reason)
    case .success(let names):
      above.append(identity)
      for name in names where !isHidden(name) {
        let child = folder + [0x2F] + name
        switch FileBytes.kind(of: child) {
        case .failure(let error): skip(path + [name], error.reason)
        case .success(.folder): list(child, inside: path + [name], above: &above)
        case .success(.file):
          if DataLayout.name(ofFile: name) == .archive {
            skip(path + [name], "an archive; give its own path")
          } else {
            files.append(SourceFile(path: path + [name], contents: .onDisk(child)))
          }
        case .success(.other): skip(path + [name], "not a file")
        }
      }
      above.removeLast()
    }
  }

  private mutating func skip(_ path: [[UInt8]], _ reason: String) {
    files.append(SourceFile(path: path, contents: .unusable(reason)))
  }
}
