public import SiamCore

/// The files and classes that a dataset could not use.
public struct DataProblems: Equatable, Sendable {
  /// The files that could not be used, at most `namedFiles` of them.
  public internal(set) var skipped: [SkippedFile] = []
  /// The number of files that could not be used.
  public internal(set) var skippedCount = 0
  /// The classes with too few images for their split, in dataset order.
  public internal(set) var skippedClasses: [SkippedClass] = []
  /// The splits with fewer than two classes, if the options tolerate that.
  public internal(set) var tooFew: [TooFewClasses] = []

  /// The reason why the image cache could not be written, or nil if it was or is disabled.
  public internal(set) var uncached: String?

  /// Where the data was read from instead of its recorded path, or nil if it was at that path.
  public internal(set) var moved: MovedData?

  /// The maximum number of skipped files listed by name.
  public static let namedFiles = 1_000

  /// Whether there were no problems.
  public var isEmpty: Bool { skippedCount == 0 && skippedClasses.isEmpty && tooFew.isEmpty && uncached == nil && moved == nil }

  /// One line for each kind of problem, with what to change.
  public var lines: [String] {
    let files = naming(skipped.map(\.description), of: skippedCount)
    let cache = uncached.map {
      "image cache disabled (\(printable($0))): fix it, set SIAM_CACHE, or use --no-cache"
    }
    return [moved?.description].compactMap(\.self) + (skippedCount > 0 ? ["\(counted(skippedCount, "file")) skipped: \(files)"] : []) + classLines(named: 3)
      + [cache].compactMap(\.self)
  }

  /// One line for each kind of problem with classes, each with up to `limit` names.
  func classLines(named limit: Int) -> [String] {
    var lines: [String] = []
    for split in Split.allCases {
      let classes = skippedClasses.filter { $0.split == split }
      guard let needed = classes.first?.needed else { continue }
      let named = naming(classes.map { "\(printable($0.name)) (\($0.images))" }, of: classes.count, limit: limit)
      let remedy =
        split != .training
        ? "lower --shot, or add images"
        : needed > 2 ? "lower --batch-images, use --allow-repeats, or add images" : "add images"
      lines.append(
        "\(counted(classes.count, "class", "classes")) excluded from \(split.rawValue) (fewer than \(needed) images): "
          + "\(named); \(remedy)")
    }
    return lines + tooFew.map(\.description)
  }

  mutating func skip(_ path: [UInt8], _ reason: String) {
    skippedCount += 1
    guard skipped.count < Self.namedFiles else { return }
    skipped.append(SkippedFile(path: String(decoding: path, as: UTF8.self), reason: reason))
  }
}

/// Where data was read from instead of its recorded path.
public struct MovedData: Equatable, Sendable, CustomStringConvertible {
  /// The recorded path.
  public var recorded: String
  /// The path of the same images now, or nil if only the cache has them.
  public var found: String?

  /// One line: what was moved, and what is used.
  public var description: String {
    "\(printable(recorded)): not found; using "
      + (found.map { "\(printable($0)), which has the same images" } ?? "its images in the cache")
  }
}

/// A file that could not be used.
public struct SkippedFile: Equatable, Sendable, CustomStringConvertible {
  /// The path inside the folder or archive.
  public var path: String
  /// The reason, in a few words.
  public var reason: String

  /// The path and the reason.
  public var description: String { "\(printable(path)): \(printable(reason))" }
}

/// A class with too few images for its split.
public struct SkippedClass: Equatable, Sendable {
  /// The class.
  public var id: ClassID
  /// The class's name.
  public var name: String
  /// The split that the class was assigned to.
  public var split: Split
  /// The number of images of the class.
  public var images: Int
  /// The number of images that the split requires.
  public var needed: Int
}
