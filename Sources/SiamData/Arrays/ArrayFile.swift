/// An array of a dataset, with its header: an `.npy` file in a folder, or in an archive such as an `.npz`.
struct ArrayFile {
  private let files: DataFiles
  private let path: [UInt8]
  /// The name of the array in the dataset, without `.npy`, such as `x_train` or `kmnist-train-imgs.npz/arr_0`.
  let name: [UInt8]
  let parsedName: ArrayName
  let header: NPYHeader

  /// The path for messages.
  var location: String { files.location(of: path) }

  /// The name for messages.
  var shownName: String { String(decoding: name, as: UTF8.self) }

  /// The maximum number of arrays in a dataset.
  private static let maxArrays = 256

  /// Opens an array to read its header.
  ///
  /// - Throws: `DataError` when it can't be read.
  private init(_ files: DataFiles, _ path: [UInt8], inside prefix: [UInt8]) throws(DataError) {
    self.files = files
    self.path = path
    name = prefix + Self.withoutEnding(path)
    parsedName = ArrayName(Self.withoutEndings(prefix) + [0x2F] + Self.withoutEnding(path))
    header = try NPYHeader(files.open(path, layout: .arrays), path: files.location(of: path))
  }

  /// Opens the array at its first element.
  func open() throws(DataError) -> ArrayValues {
    let stream = try files.open(path, layout: .arrays)
    return ArrayValues(stream, try NPYHeader(stream, path: location), path: location)
  }

  /// Whether the names say the same dataset and split.
  func belongs(with other: ArrayFile) -> Bool {
    parsedName.set == other.parsedName.set && parsedName.split == other.parsedName.split
  }

  /// The arrays among some files. Those of Python objects are skipped if their names say neither images nor labels.
  ///
  /// - Throws: `DataError` when a file can't be read, or there are too many.
  static func all(in files: DataFiles) throws(DataError) -> [ArrayFile] {
    var arrays: [ArrayFile] = []
    var opened = 0
    func add(_ files: DataFiles, _ path: [UInt8], inside prefix: [UInt8]) throws(DataError) {
      opened += 1
      guard opened <= maxArrays else {
        throw .unusableArray(
          path: files.location(of: path), reason: "one of more than \(maxArrays) arrays",
          remedy: "stack the images in one array")
      }
      do throws(DataError) {
        arrays.append(try ArrayFile(files, path, inside: prefix))
      } catch {
        if case .unusableArray = error, ArrayName(withoutEnding(path)).role == nil { return }
        throw error
      }
    }
    for path in files.names where isArray(path) {
      guard isArchive(path) else {
        try add(files, path, inside: [])
        continue
      }
      guard case .folder = files.root else {
        throw .unusableArray(
          path: files.location(of: path), reason: "an .npz in an archive",
          remedy: "unpack the archive and give the path of the folder")
      }
      let inner = try DataFiles(.archive(files.location(of: path)))
      for entry in inner.names where isArray(entry) && !isArchive(entry) {
        try add(inner, entry, inside: path + [0x2F])
      }
    }
    return arrays
  }

  /// Whether a name is that of an array or an archive of arrays.
  static func isArray(_ name: [UInt8]) -> Bool {
    hasEnding(name, ".npy") || hasEnding(name, ".npz") || hasEnding(name, ".npy.gz")
  }

  /// Whether a name is that of a list of class names, such as `k49_classmap.csv`.
  static func isListOfNames(_ name: [UInt8]) -> Bool { hasEnding(name, "classmap.csv") }

  /// Whether a name is that of an archive of arrays.
  static func isArchive(_ name: [UInt8]) -> Bool { hasEnding(name, ".npz") }

  private static func hasEnding(_ name: [UInt8], _ ending: String) -> Bool {
    name.count > ending.utf8.count
      && String(decoding: name.suffix(ending.utf8.count), as: UTF8.self).lowercased() == ending
  }

  private static func withoutEnding(_ path: [UInt8]) -> [UInt8] {
    for ending in [".npy.gz", ".npy", ".npz"] where hasEnding(path, ending) {
      return Array(path.dropLast(ending.utf8.count))
    }
    return path
  }

  /// The path of an archive and the slash behind it, without the extension.
  private static func withoutEndings(_ prefix: [UInt8]) -> [UInt8] { withoutEnding(Array(prefix.dropLast())) }
}
