/// A file of images and the file of its labels, found by name: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`,
/// compressed or not, and with dots or dashes.
struct IDXPair: Equatable {
  /// The paths of the files among those of the dataset.
  var images: [UInt8]
  var labels: [UInt8]
  /// The path of EMNIST's file of characters, or nil if there is none.
  var mapping: [UInt8]?
  /// The name of the file of images, without the extension of its compression.
  var name: [UInt8]
  /// The split that the name says, if the dataset has several, or only a test split.
  var split: Split?
  /// Whether the images are transposed, as all of EMNIST's are.
  var isTransposed: Bool

  /// A file of images, before its labels are found.
  private struct Candidate {
    var name: IDXName
    /// The folder of the file, or the one above if that has the file's own name.
    var folder: [UInt8]
    var path: [UInt8]
    /// The folder and the name of the set, such as `gzip/emnist-letters`; `.` if it has neither.
    var set: [UInt8] {
      let parts = [folder, Array(name.set.utf8)].filter { !$0.isEmpty }
      return parts.isEmpty ? [0x2E] : Array(parts.joined(separator: [0x2F]))
    }

    /// Parses the path of a file; nil if it is not an IDX file's.
    init?(_ path: [UInt8]) {
      guard let name = IDXName(DataFiles.lastName(of: path)) else { return nil }
      self.name = name
      self.path = path
      folder = path.contains(0x2F) ? DataFiles.parts(of: path).folder : []
      // Kaggle's copy of MNIST has each file in a folder of the same name.
      if let own = IDXName(DataFiles.lastName(of: folder)), own.prefix == name.prefix {
        folder = folder.contains(0x2F) ? DataFiles.parts(of: folder).folder : []
      }
    }
  }

  /// Finds the pairs among the files of a dataset, training data first.
  ///
  /// A file that exists both plain and compressed counts once, and so does one that is also in a folder of its name.
  /// All names must agree: other names may mean other classes.
  ///
  /// - Parameters:
  ///   - files: the files of the dataset.
  ///   - path: the path that the user gave, for messages.
  /// - Returns: the pairs, at least one.
  /// - Throws: `DataError` when there are no images, images have no labels, or there is more than one dataset.
  static func all(in files: DataFiles, path: String) throws(DataError) -> [IDXPair] {
    let candidates = files.names.compactMap(Candidate.init)
    var images: [Candidate] = []
    for file in candidates.sorted(by: isPreferred) where file.name.isOfImages && files.isSelected(file.path) {
      if !images.contains(where: { $0.folder == file.folder && $0.name.prefix == file.name.prefix }) {
        images.append(file)
      }
    }
    let sets = images.reduce(into: [[UInt8]]()) { if !$0.contains($1.set) { $0.append($1.set) } }
    guard sets.count <= 1 else {
      throw .severalSets(path: files.rootPath, names: sets.map { String(decoding: $0, as: UTF8.self) }.sorted())
    }
    images.sort { ($0.name.order, $0.name.prefix) < ($1.name.order, $1.name.prefix) }
    let hasSplits = Set(images.map(\.name.split)).count > 1
    var pairs: [IDXPair] = []
    for file in images {
      let labels = candidates.sorted(by: isPreferred)
        .filter { !$0.name.isOfImages && $0.name.prefix == file.name.prefix }
      guard let own = labels.first(where: { $0.folder == file.folder }) ?? (labels.count == 1 ? labels[0] : nil) else {
        throw .missingLabels(path: files.location(of: file.path))
      }
      let mapping = Array("\(file.name.set)-mapping.txt".utf8)
      pairs.append(
        IDXPair(
          images: file.path, labels: own.path,
          mapping: files.names.first { DataFiles.lastName(of: $0) == mapping }, name: Array(file.name.stem.utf8),
          split: hasSplits || file.name.split == .test ? file.name.split : nil, isTransposed: file.name.isOfEMNIST))
    }
    guard !pairs.isEmpty else {
      throw .wrongLayout(path: path, layout: .idx, reason: "no …-images-idx3-ubyte with labels found")
    }
    return pairs
  }

  /// Whether these files include IDX images, on top or in folders.
  static func isAny(among files: [[UInt8]]) -> Bool {
    files.contains { IDXName(DataFiles.lastName(of: $0))?.isOfImages == true }
  }

  /// Whether a file comes first: one in fewer folders, then by its path, which puts plain files before compressed ones.
  private static func isPreferred(_ one: Candidate, over other: Candidate) -> Bool {
    let (depth, otherDepth) = (one.path.count { $0 == 0x2F }, other.path.count { $0 == 0x2F })
    return depth == otherDepth ? one.path.lexicographicallyPrecedes(other.path) : depth < otherDepth
  }
}
