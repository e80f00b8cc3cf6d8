/// The decoded images in the order of decoding, with their paths and labels in a few bytes each.
struct ImageList {
  /// The folders or the label that the images of a class share.
  struct ClassPath: Hashable {
    /// The folders above the images, or the group and class of their label.
    var folders: [[UInt8]]
    /// The split that the label names, or nil.
    var split: Split?
  }

  /// Whether the images have labels from their source; otherwise their folders name their classes.
  private(set) var isLabelled = false
  /// Whether the images have labels from their names, by which they are sorted.
  private(set) var isNamed = false
  /// The distinct class paths, in the order of their first image.
  private(set) var classPaths: [ClassPath] = []
  /// The index of each image's class path.
  private(set) var pathOfImage: [Int32] = []
  /// Whether each image has a bright border, as scanned paper has.
  private(set) var isBright: [Bool] = []

  private var numbers: [ClassPath: Int32] = [:]
  /// The names of all files in one array, and where each ends; the paths of files with labels from their names; empty
  /// for other labelled images.
  private var names: [UInt8] = []
  private var nameEnds: [Int] = []

  /// The number of images.
  var count: Int { pathOfImage.count }

  /// Adds an image.
  mutating func add(_ file: SourceFile, isBright: Bool) {
    let classPath = file.classPath
    if let label = file.label {
      isLabelled = true
      if label.isFromName {
        isNamed = true
        names += file.joinedPath
      }
    } else {
      names += file.path.last ?? []
    }
    let number = numbers[classPath] ?? Int32(classPaths.count)
    if number == classPaths.count {
      classPaths.append(classPath)
      numbers[classPath] = number
    }
    pathOfImage.append(number)
    nameEnds.append(names.count)
    self.isBright.append(isBright)
  }

  /// The name of an image's file.
  func name(_ index: Int) -> ArraySlice<UInt8> { names[(index > 0 ? nameEnds[index - 1] : 0)..<nameEnds[index]] }

  /// Whether the folders of an image come before those of another, or nil if they are the same.
  func folders(_ index: Int, precede other: Int) -> Bool? {
    guard pathOfImage[index] != pathOfImage[other] else { return nil }
    let (one, other) = (classPaths[Int(pathOfImage[index])].folders, classPaths[Int(pathOfImage[other])].folders)
    return one.lexicographicallyPrecedes(other) { $0.lexicographicallyPrecedes($1) }
  }

  /// The path of an image, joined by slashes.
  func path(_ index: Int) -> [UInt8] {
    Array((classPaths[Int(pathOfImage[index])].folders + [Array(name(index))]).joined(separator: [0x2F]))
  }
}

extension SourceFile {
  /// The folders or the label that the file's class is known by.
  var classPath: ImageList.ClassPath {
    guard let label else { return ImageList.ClassPath(folders: Array(path.dropLast())) }
    return ImageList.ClassPath(folders: (label.group.map { [$0] } ?? []) + [label.className], split: label.split)
  }
}
