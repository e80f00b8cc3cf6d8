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

  /// The maximum number of skipped files listed by name.
  public static let namedFiles = 1_000

  /// Whether there were no problems.
  public var isEmpty: Bool { skippedCount == 0 && skippedClasses.isEmpty && tooFew.isEmpty && uncached == nil }

  /// One line for each kind of problem, with what to change.
  public var lines: [String] { fileLines + classLines(named: 3) + cacheLines }

  /// One line for each kind of problem of data that is only evaluated on, in whatever split its classes are.
  public var evaluationLines: [String] {
    let sizes = skippedClasses.map(\.images)
    let names = naming(skippedClasses.map { printable($0.name) }, of: sizes.count)
    let line = SmallSetText.excluded(sizes, names, from: "evaluation", needed: 2, remedy: "add images")
    return fileLines + (sizes.isEmpty ? [] : [line]) + cacheLines
  }

  private var fileLines: [String] {
    let files = naming(skipped.map(\.description), of: skippedCount)
    return skippedCount > 0 ? ["\(counted(skippedCount, "file")) skipped: \(files)"] : []
  }

  private var cacheLines: [String] {
    let cache = uncached.map {
      "image cache disabled (\(printable($0))): fix it, set SIAM_CACHE, or use --no-cache"
    }
    return [cache].compactMap(\.self)
  }

  /// One line for each kind of problem with classes, each with up to `limit` names.
  func classLines(named limit: Int) -> [String] {
    var lines: [String] = []
    for split in Split.allCases {
      let classes = skippedClasses.filter { $0.split == split }
      guard let needed = classes.first?.needed else { continue }
      let named = naming(classes.map { "\(printable($0.name)) (\($0.images))" }, of: classes.count, limit: limit)
      let sizes = classes.map(\.images)
      let remedy =
        split == .training
        ? SmallSetText.trainingRemedy(sizes, needed: needed)
        : SmallSetText.episodeRemedy(sizes, shot: classes.map(\.support).max() ?? 1)
      lines.append(
        SmallSetText.excluded(sizes, named, from: split.rawValue, needed: needed, remedy: remedy))
    }
    return lines + tooFew.map(\.description)
  }

  mutating func skip(_ path: [UInt8], _ reason: String) {
    skippedCount += 1
    guard skipped.count < Self.namedFiles else { return }
    skipped.append(SkippedFile(path: String(decoding: path, as: UTF8.self), reason: reason))
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
  /// The number of those that are for support, if the split is not for training.
  public var support = 1
}
