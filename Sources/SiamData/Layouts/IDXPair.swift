/// A file of images and the file of its labels, found by name: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`,
/// compressed or not, and with dots or dashes.
struct IDXPair: Equatable {
  var images: [UInt8]
  var labels: [UInt8]
  /// The name of the file of images, without the extension of its compression.
  var name: [UInt8]

  /// The parsed name of an IDX file.
  struct Name: Equatable {
    /// The part before `images` or `labels`, such as `train-`.
    var prefix: String
    var isOfImages: Bool
    /// The name without the extension of its compression.
    var stem: String

    /// Parses a file name; nil if it is not an IDX file's.
    init?(_ name: [UInt8]) {
      let whole = String(decoding: name, as: UTF8.self)
      let endings = [".gz", ".bz2", ".xz", ".zst"]
      stem = endings.first(where: whole.hasSuffix).map { String(whole.dropLast($0.count)) } ?? whole
      // Dots and dashes are equivalent.
      let uniform = stem.replacing(".", with: "-")
      let kinds = [("images-idx3-ubyte", true), ("images-idx4-ubyte", true), ("labels-idx1-ubyte", false)]
      guard let kind = kinds.first(where: { uniform.hasSuffix($0.0) }) else { return nil }
      isOfImages = kind.1
      prefix = String(stem.dropLast(kind.0.count))
    }

    /// The name of the dataset without its parts: `emnist-letters` for `emnist-letters-train-`.
    var set: String {
      prefix.split(whereSeparator: { "-._".contains($0) })
        .filter { !["train", "t10k", "test", "valid", "validation", "val"].contains($0) }.joined(separator: "-")
    }

    /// The sort key among the parts of the dataset: training data first.
    var order: Int { prefix.contains("train") ? 0 : 1 }
  }

  /// Finds the labels of a file of images; nil if there is no such file beside it.
  init?(images path: [UInt8]) {
    let cut = path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
    let folder = cut == 0 ? Array("./".utf8) : Array(path[..<cut])
    guard let name = Name(Array(path[cut...])), name.isOfImages,
      case .success(let names) = FileBytes.names(in: folder),
      let labels = Self.labels(of: name, among: names)
    else { return nil }
    images = path
    self.labels = folder + labels
    self.name = Array(name.stem.utf8)
  }

  /// Finds the pairs in a folder, training data first.
  ///
  /// A file that exists both plain and compressed counts once. All names must agree: other names may mean other
  /// classes.
  ///
  /// - Throws: `DataError` when there are no images, images have no labels, or there is more than one dataset.
  static func all(in folder: String) throws(DataError) -> [IDXPair] {
    guard case .success(let files) = FileBytes.names(in: Array(folder.utf8)) else { return [] }
    var named: [(name: Name, file: [UInt8])] = []
    for file in files {
      guard let name = Name(file), name.isOfImages, !named.contains(where: { $0.name.prefix == name.prefix }) else {
        continue
      }
      named.append((name, file))
    }
    let sets = named.reduce(into: [String]()) { if !$0.contains($1.name.set) { $0.append($1.name.set) } }
    guard sets.count <= 1 else { throw .severalSets(path: folder, names: sets) }
    named.sort { ($0.name.order, $0.name.prefix) < ($1.name.order, $1.name.prefix) }
    var pairs: [IDXPair] = []
    for (_, file) in named {
      let path = Array(folder.utf8) + [0x2F] + file
      guard let pair = IDXPair(images: path) else { throw .missingLabels(path: String(decoding: path, as: UTF8.self)) }
      pairs.append(pair)
    }
    guard !pairs.isEmpty else {
      throw .wrongLayout(path: folder, layout: .idx, reason: "no …-images-idx3-ubyte with labels found")
    }
    return pairs
  }

  /// Whether these files include IDX images.
  static func isAny(among files: [[UInt8]]) -> Bool { files.contains { Name($0)?.isOfImages == true } }

  private static func labels(of images: Name, among files: [[UInt8]]) -> [UInt8]? {
    files.first { file in
      guard let name = Name(file) else { return false }
      return !name.isOfImages && name.prefix == images.prefix
    }
  }
}
