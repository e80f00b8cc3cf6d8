import SiamCore

/// Detects whether the names of files look as if they named classes, and by which rule.
struct NameStems: Equatable {
  /// The value of `--class-from`.
  var rule: String
  /// The number of classes that it makes.
  var count: Int
  /// The names of the first few classes, sorted.
  var examples: [String]

  /// The maximum number of names that are inspected.
  static let maxNames = 20_000
  private static let candidates = [
    "stem before _", "stem before -", "stem before .", "stem before ' '", "stem without numbers",
  ]

  /// Detects the rule that makes the most classes of which most have two files or more; nil if there is none.
  ///
  /// - Parameter names: the names of the files, of which the first few thousand are inspected.
  init?(_ names: some Sequence<[UInt8]>) {
    let names = Array(names.prefix(Self.maxNames))
    var best: (rule: String, counts: [[UInt8]: Int])?
    for text in Self.candidates {
      guard let counts = Self.counts(names, by: text) else { continue }
      if let found = best, found.counts.count >= counts.count { continue }
      best = (text, counts)
    }
    guard let best else { return nil }
    rule = best.rule
    count = best.counts.count
    examples = best.counts.keys.sorted { $0.lexicographicallyPrecedes($1) }.prefix(4).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The number of files of each class, or nil if they don't look like classes.
  private static func counts(_ names: [[UInt8]], by text: String) -> [[UInt8]: Int]? {
    guard let rule = try? NameRule(text, role: .className) else { return nil }
    var counts: [[UInt8]: Int] = [:]
    var (unnamed, numbered) = (0, 0)
    for name in names {
      // None of these rules takes long.
      guard let found = try? rule.find(in: [name], role: .className).className else {
        unnamed += 1
        continue
      }
      counts[found, default: 0] += 1
      if found.contains(where: { (0x30...0x39).contains($0) }) { numbered += 1 }
    }
    let named = names.count - unnamed
    let repeated = counts.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }
    guard unnamed * 20 <= names.count, counts.count > 1, counts.count * 2 <= named, repeated * 5 >= named * 4 else {
      return nil
    }
    // What is left of 0002_c1_000451_03 without its last number is a camera's, not a class's.
    if rule.kind == .stemWithoutNumbers, numbered * 10 > named { return nil }
    return counts
  }

  /// The names of the classes, for messages.
  var list: String { naming(examples.map { printable($0, limit: 40) }, of: count, limit: 3) }
}

extension NameStems {
  /// The maximum number of folders that may hide classes in the names of their files.
  private static let maxFolders = 24

  /// What to do with images that are in no class folders: the option that their names suggest; nil if they don't.
  static func remedy(_ images: ImageList) -> String? {
    NameStems((0..<min(images.count, maxNames)).lazy.map { Array(images.name($0)) }).map { stems in
      "their names look like \(stems.count) classes (\(stems.list)): use --class-from \"\(stems.rule)\", or put each "
        + "class in a folder of its own"
    }
  }

  /// A warning for a few folders whose files' names look like classes, with the options to use; nil if they don't.
  static func warning(_ images: ImageList, classes: Int) -> String? {
    guard !images.isLabelled, (1...maxFolders).contains(classes), images.count >= 10 * classes else { return nil }
    let inspected = 0..<min(images.count, maxNames)
    guard let stems = NameStems(inspected.lazy.map { Array(images.name($0)) }),
      stems.count >= 2 * classes, let rule = try? NameRule(stems.rule, role: .className)
    else { return nil }
    var folders: [[UInt8]: Int32] = [:]
    let isNested = inspected.allSatisfy { index in
      guard let name = try? rule.find(in: [Array(images.name(index))], role: .className).className else { return true }
      let folder = images.pathOfImage[index]
      return folders.updateValue(folder, forKey: name) ?? folder == folder
    }
    let options = "--class-from \"\(stems.rule)\"" + (isNested && classes > 1 ? " --group-from folder" : "")
    return "the files' names look like \(stems.count)\(images.count > maxNames ? " or more" : "") classes "
      + "(\(stems.list)) in \(counted(classes, "folder")); if they are, use \(options)"
  }
}
