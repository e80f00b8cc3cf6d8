import SiamCore

/// An array of images and the array of its labels.
struct ArrayPair {
  var images: ArrayFile
  var labels: ArrayFile
  var axes: ImageAxes
  /// The split that the names say, if the dataset has several, or only a test split.
  var split: Split?

  /// Finds the pairs among the arrays of a dataset, training data first.
  ///
  /// What an array holds is decided by its name, or else by its shape.
  ///
  /// - Parameters:
  ///   - arrays: the arrays of the dataset.
  ///   - path: the path that the user gave, for messages.
  /// - Returns: the pairs, at least one.
  /// - Throws: `DataError` when there are no images, images have no labels, or there is more than one dataset.
  static func all(among arrays: [ArrayFile], path: String) throws(DataError) -> [ArrayPair] {
    let allLabels = arrays.filter { role(of: $0) == .labels }
    var images = arrays.filter { role(of: $0) == .images }
    if Set(images.map(\.parsedName.set)).count > 1 {
      let own = images.filter { image in allLabels.contains { isNamed($0, like: image) } }
      if !own.isEmpty { images = own }
    }
    if allLabels.isEmpty, Set(images.map(\.folder)).count > 1 {
      throw .unusableArray(
        path: path, reason: "folders of one array for each image",
        remedy: "convert the arrays to PNG files, or stack them in one array with their labels")
    }
    guard !images.isEmpty else {
      let names = naming(arrays.map(\.shownName), of: arrays.count)
      throw .unusableArray(
        path: path, reason: arrays.isEmpty ? "no arrays of numbers" : "none of the arrays (\(names)) holds images",
        remedy: "name them images and labels: numpy.savez('data.npz', images=…, labels=…)")
    }
    let sets = Set(images.map(\.parsedName.set))
    guard sets.count == 1 else { throw .severalSets(path: path, names: images.map(\.fileName).uniqued.sorted()) }
    let hasSplits = Set(images.map(\.parsedName.split)).count > 1
    var pairs: [ArrayPair] = []
    for image in images.sorted(by: { order(of: $0) < order(of: $1) }) {
      let split = image.parsedName.split
      guard !pairs.contains(where: { $0.images.parsedName.split == split }) else {
        let names = images.filter { $0.parsedName.split == split }.map(\.shownName)
        throw .unusableArray(
          path: path, reason: "several arrays of images (\(naming(names, of: names.count)))",
          remedy: "save one of them with its labels in a file of its own")
      }
      let labels = try Self.labels(for: image, among: allLabels, path: path)
      switch ImageAxes.find(image.header, labels: count(of: labels)) {
      case .success(let axes):
        let split = hasSplits || split == .test ? split : nil
        pairs.append(ArrayPair(images: image, labels: labels, axes: axes, split: split))
      case .failure(let problem):
        throw .unusableArray(path: image.location, reason: problem.reason, remedy: problem.remedy)
      }
    }
    return pairs
  }

  /// What an array holds by its name, or else by its shape; nil if neither images nor labels.
  static func role(of array: ArrayFile) -> ArrayName.Role? {
    let (header, role) = (array.header, array.parsedName.role)
    let isOfLabels = ArrayLabels.layout(of: header)?.columns == 1
    switch role {
    case .images: return header.type.isNumber && header.shape.count > 1 ? role : nil
    case .labels: return header.shape.count < 3 ? role : nil
    case .classNames: return role
    case nil:
      if isOfLabels { return .labels }
      return header.type.isNumber && header.shape.count > 1 ? .images : nil
    }
  }

  /// The labels of an array of images: those with its name, or the only ones of its split.
  private static func labels(
    for image: ArrayFile, among all: [ArrayFile], path: String
  ) throws(DataError) -> ArrayFile {
    let split = all.filter { $0.parsedName.split == image.parsedName.split }
    let named = split.filter { isNamed($0, like: image) }
    var found = named.isEmpty ? split : named
    if found.count > 1 {
      let fitting = found.filter { count(of: $0) == image.header.shape.first }
      if !fitting.isEmpty { found = fitting }
    }
    guard let labels = found.first else {
      throw .unusableArray(
        path: path, reason: "no labels for the images \(image.shownName)",
        remedy: "add an array of labels, such as labels or y beside images or x")
    }
    guard found.count == 1 else {
      throw .unusableArray(
        path: path,
        reason: "several arrays of labels for \(image.shownName) "
          + "(\(naming(found.map(\.shownName), of: found.count)))",
        remedy: "save the images with one of them: numpy.savez('data.npz', images=…, labels=…)")
    }
    return labels
  }

  private static func isNamed(_ labels: ArrayFile, like images: ArrayFile) -> Bool {
    labels.parsedName.set == images.parsedName.set && labels.parsedName.split == images.parsedName.split
  }

  /// The number of labels in an array.
  private static func count(of labels: ArrayFile) -> Int {
    ArrayLabels.layout(of: labels.header)?.count ?? labels.header.shape.first ?? 0
  }

  private static func order(of array: ArrayFile) -> Int {
    switch array.parsedName.split {
    case .training: 0
    case .validation: 1
    case .test: 2
    case nil: 3
    }
  }
}

extension ArrayFile {
  /// The folder that the array is in.
  fileprivate var folder: [UInt8] { DataFiles.parts(of: name).folder }

  /// The name of the file that the array is in.
  fileprivate var fileName: String {
    shownName.firstRange(of: ".npz/").map { shownName[..<$0.lowerBound] + ".npz" } ?? shownName + ".npy"
  }
}

extension Array where Element: Hashable {
  /// The elements without repetitions.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
