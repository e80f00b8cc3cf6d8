extension DataLayout {
  /// The layout of the binary files in a folder or in the folders below it; nil if there are none, or images.
  ///
  /// - Throws: `DataError` when there is only data of a format that siam doesn't read.
  static func binaryLayout(ofFolder path: String) throws(DataError) -> DataLayout? {
    let tree = FileTree(Array(path.utf8), stopsAtImages: true)
    guard !tree.isOfImages else { return nil }
    if let layout = binaryLayout(ofFiles: tree.files) { return layout }
    if tree.files.contains(where: { CIFARFormat.isOfImages(DataFiles.lastName(of: $0)) }),
      CIFARFolder.find(in: Array(path.utf8)) != nil
    {
      return .cifar
    }
    var found: DataError?
    for name in tree.files.prefix(maxOpened) {
      let location = Array(path.utf8) + [0x2F] + name
      let start = (try? FileBytes.contents(of: location, limit: OtherDataFormat.detectedBytes).get()) ?? []
      if ImageFormat(of: start) != nil { return nil }
      if found == nil, let other = OtherDataFormat(start: start, fileName: DataFiles.lastName(of: name)) {
        found = other.error(at: String(decoding: location, as: UTF8.self), start: start, in: path)
      }
    }
    if let found { throw found }
    return nil
  }

  /// The layout of some files by their names, or nil.
  static func binaryLayout(ofFiles names: [[UInt8]]) -> DataLayout? {
    if IDXPair.isAny(among: names) { return .idx }
    return names.contains { ArrayFile.isArray(DataFiles.lastName(of: $0)) } ? .arrays : nil
  }

  /// Whether a name is that of a file of IDX images; Kaggle's copy of MNIST has folders of such names.
  static func isIDXFile(_ name: [UInt8], in folder: [UInt8]) -> Bool {
    guard IDXPair.isAny(among: [name]), case .success(.file) = FileBytes.kind(of: folder + [0x2F] + name) else {
      return false
    }
    return true
  }

  /// Detects the layout of the files that a path selects which is itself not a file or folder.
  ///
  /// - Throws: `DataError` when it has none of the layouts that are read so, or not the requested one.
  static func detect(files: DataFiles, at path: String, requested: DataLayout?) throws(DataError) -> DataLayout {
    guard let layout = binaryLayout(ofFiles: files.names.filter(files.isSelected)) else { throw .notFound(path: path) }
    guard let requested, requested != layout else { return layout }
    throw .wrongLayout(path: path, layout: requested, reason: "it is \(layout.noun)")
  }

  /// Detects the layout of an archive by peeking at its first files.
  ///
  /// It stops at the first file that may be an image, so that its contents can still be read: see `ArchiveReader.peek`.
  ///
  /// - Throws: `DataError` when it can't be read, or holds data of a format that siam doesn't read.
  static func detect(_ reader: ArchiveReader, at path: String) throws(DataError) -> DataLayout {
    let isNPZ = path.lowercased().hasSuffix(".npz")
    var (hasArrays, other) = (isNPZ, (format: OtherDataFormat, entry: [UInt8])?.none)
    for _ in 0..<maxPeeked {
      guard let step = try reader.peek() else { break }
      guard case .entry(let entry) = step, entry.kind == .file, let path = DataFiles.name(of: entry) else { continue }
      let name = DataFiles.lastName(of: path)
      if CIFARFormat.of(fileNamed: name) != nil { return .cifar }
      if IDXName(name) != nil { return .idx }
      if ArrayFile.isArray(name) {
        hasArrays = true
      } else if let found = OtherDataFormat(entry: path) {
        other = other ?? (found, path)
      } else if other == nil || ImageFormat(fileName: name) != nil, OtherFile.kind(ofName: name) == nil {
        return isNPZ ? .arrays : .archive
      }
    }
    if hasArrays { return .arrays }
    if let other { throw other.format.error(at: path, entry: other.entry) }
    return .archive
  }

  /// The maximum number of files of a folder that are opened to recognise another format.
  private static let maxOpened = 256
  /// The maximum number of entries of an archive that are peeked at.
  private static let maxPeeked = 64
}
