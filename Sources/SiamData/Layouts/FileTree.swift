/// The files in a folder and a few levels of folders below it: where the files of binary datasets are found.
///
/// torchvision stores MNIST in `MNIST/raw`, and an archive often unpacks to a folder of its own. Only a limited number
/// of names is read, as a folder may hold millions of images.
struct FileTree {
  /// The paths of the files, relative to the folder: those on top first, then level by level. Hidden ones are ignored.
  private(set) var files: [[UInt8]] = []
  /// Whether there are image files, by their names, or too many names to look at: a folder of images.
  private(set) var isOfImages = false

  /// The number of levels below the folder that are searched.
  private static let maxDepth = 3
  /// The maximum number of folders on a level; there are more where each class has a folder.
  private static let maxFolders = 64
  /// The maximum number of names that are read.
  private static let maxNames = 8_192

  /// Lists a folder.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - stopsAtImages: whether to stop at the first image file.
  init(_ folder: [UInt8], stopsAtImages: Bool) {
    var level: [[UInt8]] = [[]]
    var seen = 0
    for _ in 0...Self.maxDepth {
      var below: [[UInt8]] = []
      for path in level {
        let location = folder + (path.isEmpty ? [] : [0x2F] + path)
        guard case .success(let names) = FileBytes.names(in: location, limit: Self.maxNames - seen) else { continue }
        seen += names.count
        for name in names where !isHidden(name) {
          let inside = path.isEmpty ? name : path + [0x2F] + name
          if ImageFormat(fileName: name) != nil {
            isOfImages = true
            if stopsAtImages { return }
          } else if case .success(let kind) = FileBytes.kind(of: location + [0x2F] + name) {
            if kind == .file { files.append(inside) }
            if kind == .folder { below.append(inside) }
          }
        }
        if seen >= Self.maxNames {
          isOfImages = true
          return
        }
      }
      guard below.count <= Self.maxFolders else {
        isOfImages = true
        return
      }
      level = below
    }
  }
}
