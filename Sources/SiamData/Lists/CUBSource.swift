import SiamCore
import SiamFiles

/// Reads the lists of Caltech-UCSD Birds, and of NABirds: `images.txt` numbers the files, `image_class_labels.txt`
/// gives the class of each number, `classes.txt` the names of the classes, and `train_test_split.txt` the split.
///
/// The last two may be missing. Files are in the order of `images.txt`.
///
/// Source: Wah et al. 2011, The Caltech-UCSD Birds-200-2011 Dataset; the README of its archive.
struct CUBSource: ImageSource {
  let naming: String? = "images.txt, image_class_labels.txt"
  private var rows: ArraySlice<(id: [UInt8], path: [UInt8], line: Int)>
  private let classes: [[UInt8]: [UInt8]]
  private let names: [[UInt8]: [UInt8]]
  private let splits: [[UInt8]: [UInt8]]
  private var paths: ListPaths

  private static let images = Array("images.txt".utf8)
  private static let labels = Array("image_class_labels.txt".utf8)
  /// The maximum size of a list, in bytes.
  private static let maxBytes = 256 << 20

  /// Whether a folder with these names in it has such lists.
  static func isOne(namesInFolder names: [[UInt8]]) -> Bool { names.contains(images) && names.contains(labels) }

  /// The folder of such lists at a path: the path itself, or the folder of an `images.txt`; nil if there are none.
  static func folder(at path: String) -> [UInt8]? {
    let bytes = Array(path.utf8)
    var folder = bytes + [0x2F]
    if case .success(.file) = FileBytes.kind(of: bytes) {
      let cut = bytes.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
      guard bytes[cut...].elementsEqual(images) else { return nil }
      folder = Array(bytes[..<cut])
    }
    for name in [images, labels] {
      guard case .success(.file) = FileBytes.kind(of: folder + name) else { return nil }
    }
    return folder
  }

  /// Reads the lists in a folder, whose path ends in a slash.
  init(folder: [UInt8], root: String?) throws(DataError) {
    rows = try Self.rows(of: folder + Self.images)[...]
    classes = try Self.table(of: folder + Self.labels)
    func optional(_ name: String) -> [[UInt8]: [UInt8]] {
      // A list that is missing, or can't be read, is not needed.
      (try? Self.table(of: folder + Array(name.utf8))) ?? [:]
    }
    names = optional("classes.txt")
    splits = optional("train_test_split.txt")
    paths = ListPaths(folder: folder, root: root)
  }

  mutating func next() -> SourceFile? {
    guard let row = rows.popFirst() else { return nil }
    let parts = ListPaths.parts(row.path)
    var file = SourceFile(path: parts.isEmpty ? [Array("(no path)".utf8)] : parts, contents: .bytes([]))
    guard let label = classes[row.id], !label.isEmpty else {
      file.contents = .unusable("line \(row.line): no class in image_class_labels.txt")
      return file
    }
    switch paths.find(row.path) {
    case .failure(let problem): file.contents = .unusable("line \(row.line): \(problem.reason)")
    case .success(let found):
      file.contents = .onDisk(found.location)
      let split = splits[row.id].flatMap(SplitMeaning(title: "istrain").split)
      file.label = SourceLabel(className: names[label].flatMap { $0.isEmpty ? nil : $0 } ?? label, split: split)
    }
    return file
  }

  /// The lines of a list: what stands before the first space, and what stands after it.
  private static func rows(of path: [UInt8]) throws(DataError) -> [(id: [UInt8], path: [UInt8], line: Int)] {
    let bytes = try FileBytes.contents(of: path, limit: maxBytes).orDataError()
    var rows: [(id: [UInt8], path: [UInt8], line: Int)] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let text = line.last == 0x0D ? line.dropLast() : line
      guard !text.isEmpty else { continue }
      let space = text.firstIndex(of: 0x20) ?? text.endIndex
      rows.append((Array(text[..<space]), Array(text[space...].drop { $0 == 0x20 }), index + 1))
    }
    return rows
  }

  private static func table(of path: [UInt8]) throws(DataError) -> [[UInt8]: [UInt8]] {
    Dictionary(try rows(of: path).map { ($0.id, $0.path) }) { first, _ in first }
  }
}
