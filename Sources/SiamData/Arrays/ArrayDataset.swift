/// The arrays at a path, and which of them are its images and labels.
struct ArrayDataset {
  let pairs: [ArrayPair]
  private let arrays: [ArrayFile]
  private let files: DataFiles

  /// Finds the arrays at a path.
  ///
  /// A file of images alone belongs together with the files of the same name and split beside it: `images.npy` with
  /// `labels.npy`, `kmnist-train-imgs.npz` with `kmnist-train-labels.npz`.
  ///
  /// - Throws: `DataError` when an array can't be read, or the arrays aren't images with labels.
  init(path: String) throws(DataError) {
    let given = try DataFiles(path: path)
    let bytes = Array(path.utf8)
    if case .folder = given.root, given.selection == nil {
      self = try ArrayDataset(given, ArrayFile.all(in: given), path: path)
      return
    }
    if case .archive = given.root {
      var arrays = try ArrayFile.all(in: given)
      if given.selection != nil {
        let chosen = arrays.filter { given.isSelected($0.name) || given.isSelected($0.name + ".npy".utf8) }
        arrays = arrays.filter { array in chosen.contains { $0.belongs(with: array) } }
      }
      let hasLabels = arrays.contains { ArrayPair.role(of: $0) == .labels }
      guard !hasLabels, given.selection == nil, !arrays.isEmpty else {
        self = try ArrayDataset(given, arrays, path: path)
        return
      }
    }
    let (folder, name) = DataFiles.parts(of: bytes)
    let own = ArrayName(Self.stem(of: name))
    let siblings = try DataFiles(.folder(folder)).filtered { file in
      guard ArrayFile.isArray(file) else { return ArrayFile.isListOfNames(file) }
      let other = ArrayName(Self.stem(of: file))
      return file == name || file.starts(with: name) || other.set == own.set && other.split == own.split
    }
    self = try ArrayDataset(siblings, ArrayFile.all(in: siblings), path: path)
  }

  private init(_ files: DataFiles, _ arrays: [ArrayFile], path: String) throws(DataError) {
    (self.files, self.arrays) = (files, arrays)
    pairs = try ArrayPair.all(among: arrays, path: path)
  }

  /// The names of labels 0…`highest`, or nil if there are none.
  ///
  /// - Throws: `DataError` when a file can't be read.
  func classNames(highest: Int) throws(DataError) -> [Int: [UInt8]]? {
    try ArrayClassNames.find(pairs, among: arrays, in: files, highest: highest)
  }

  /// A file name without its extension.
  private static func stem(of name: [UInt8]) -> [UInt8] {
    name.firstIndex(of: 0x2E).map { Array(name[..<$0]) } ?? name
  }
}
