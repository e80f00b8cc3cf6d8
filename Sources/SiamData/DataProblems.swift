import SiamMessages

/// What a dataset had to do without: counted, and named.
public struct DataProblems: Equatable, Sendable {
  /// Files that could not be used; at most `namedFiles` of them.
  public internal(set) var skipped: [SkippedFile] = []
  /// How many files could not be used.
  public internal(set) var skippedCount = 0
  /// Classes with too few images for their side of the split, in dataset order.
  public internal(set) var leftOut: [LeftOutClass] = []
  /// Sides with fewer than two classes, where that was tolerated.
  public internal(set) var tooFew: [TooFewClasses] = []

  /// Why decoded images could not be kept in the cache folder; nil where they could, or nobody wanted it.
  public internal(set) var uncached: String?

  /// How many skipped files are kept by name.
  public static let namedFiles = 1_000

  /// Whether there were none.
  public var isEmpty: Bool { skippedCount == 0 && leftOut.isEmpty && tooFew.isEmpty && uncached == nil }

  /// A line for each kind of problem, with what to change.
  public var lines: [String] {
    let files = naming(skipped.map(\.description), of: skippedCount)
    let cache = uncached.map {
      "decoded images are not kept (\(printable($0))); mend it, set SIAM_CACHE, or give --no-cache"
    }
    return (skippedCount > 0 ? ["\(counted(skippedCount, "file")) skipped: \(files)"] : []) + classLines(named: 3)
      + [cache].compactMap(\.self)
  }

  /// A line for each kind of problem with classes, a few of them by name.
  func classLines(named limit: Int) -> [String] {
    var lines: [String] = []
    for side in Side.allCases {
      let classes = leftOut.filter { $0.side == side }
      guard let needed = classes.first?.needed else { continue }
      let named = naming(classes.map { "\(printable($0.name)) (\($0.images))" }, of: classes.count, limit: limit)
      let remedy =
        side != .training
        ? "lower --shot, or add images"
        : needed > 2 ? "lower --batch-images, give --allow-repeats, or add images" : "add images"
      lines.append(
        "\(counted(classes.count, "class", "classes")) left out of \(side.rawValue), fewer than \(needed) images: "
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

/// A file that could not be used.
public struct SkippedFile: Equatable, Sendable, CustomStringConvertible {
  /// Inside the folder or archive.
  public var path: String
  /// Why, in a few words.
  public var reason: String

  /// The path and the reason.
  public var description: String { "\(printable(path)): \(printable(reason))" }
}

/// A class with too few images for its side of the split.
public struct LeftOutClass: Equatable, Sendable {
  /// The class.
  public var id: ClassID
  /// Its name, as people read it.
  public var name: String
  /// The side it would have been on.
  public var side: Side
  /// How many images it has.
  public var images: Int
  /// How many it would need.
  public var needed: Int
}
