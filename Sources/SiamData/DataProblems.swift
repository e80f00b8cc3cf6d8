public import SiamCore

/// The files and classes that a dataset could not use.
public struct DataProblems: Equatable, Sendable {
  /// The files that could not be used, at most `namedFiles` of them.
  public internal(set) var skipped: [SkippedFile] = []
  /// The number of files that could not be used.
  public internal(set) var skippedCount = 0
  /// The kinds of reasons why files could not be used, the most frequent first; at most `maxKinds` of them.
  public internal(set) var kinds: [SkippedKind] = []
  /// The number of files that are not images by name and by content, by kind, such as `.txt` or `README`.
  public internal(set) var otherFiles: [String: Int] = [:]
  /// The number of images read from JPEG files with stray bytes or without an end mark; no pixel is missing.
  public internal(set) var repairedCount = 0
  /// The classes with too few images for their split, in dataset order.
  public internal(set) var skippedClasses: [SkippedClass] = []
  /// The number of classes that the data itself calls test classes, and that the requested split doesn't use.
  public internal(set) var unusedTestClasses = 0
  /// The splits with fewer than two classes, if the options tolerate that.
  public internal(set) var tooFew: [TooFewClasses] = []
  /// Whether the data is named like test data and trained on, as in `siam train --data test`.
  public internal(set) var isTestData = false
  /// The groups and classes that are used for training or validation although their name is that of a test split, such
  /// as `class test`.
  public internal(set) var trainedTests: [String] = []
  /// That the names of the files look like classes, with the option to use; nil if they don't.
  public internal(set) var namesWarning: String?

  /// How the images are read where that isn't obvious, a line each. These are not problems.
  public internal(set) var notes: [String] = []

  /// The number of files whose names are not UTF-8 and were decoded as cp437, the default of the zip format.
  public internal(set) var guessedNames = 0
  /// The reason why the image cache could not be written, or nil if it was or is disabled.
  public internal(set) var uncached: String?

  /// Where the data was read from instead of its recorded path, or nil if it was at that path.
  public internal(set) var moved: MovedData?

  /// The maximum number of skipped files listed by name.
  public static let namedFiles = 1_000

  /// Whether there were no problems.
  public var isEmpty: Bool {
    skippedCount == 0 && skippedClasses.isEmpty && tooFew.isEmpty && namesWarning == nil && uncached == nil
      && unusedTestClasses == 0 && trainedTests.isEmpty && !isTestData && guessedNames == 0 && moved == nil
  }

  /// One line for each note and each kind of problem, with what to change, the most important first.
  public var lines: [String] { noteLines + classLines(named: 3) + fileLines }

  /// One line for each kind of problem of data that is only evaluated on, in whatever split its classes are.
  public var evaluationLines: [String] {
    let sizes = skippedClasses.map(\.images)
    let names = naming(skippedClasses.map { NameList.quoted($0.name) }, of: sizes.count)
    let line = SmallSetText.excluded(sizes, names, from: "evaluation", needed: 2, remedy: "add images")
    return noteLines + (sizes.isEmpty ? [] : [line]) + fileLines
  }

  private var noteLines: [String] {
    [moved?.description].compactMap(\.self) + notes.map { printable($0) } + [namesWarning].compactMap(\.self)
  }

  private var fileLines: [String] {
    let cache = uncached.map {
      "image cache disabled (\(printable($0))): fix it, set SIAM_CACHE, or use --no-cache"
    }
    return [fileLine, cache, repairedLine, otherFilesLine].compactMap(\.self)
  }

  /// One line on the skipped files, with the remedy if all are of one kind; nil if there are none.
  private var fileLine: String? {
    guard skippedCount > 0 else { return nil }
    if kinds.count == 1, kinds[0].count == skippedCount { return kinds[0].line }
    let reasons = kinds.map { "\($0.count) × \(printable($0.reason)) (\(printable($0.examples.first ?? "")))" }
    return "\(counted(skippedCount, "file")) skipped: \(naming(reasons, of: reasons.count)); "
      + "siam data lists them, each with its remedy"
  }

  /// One line for each kind of problem with classes, each with up to `limit` names.
  func classLines(named limit: Int) -> [String] {
    var lines = tooFew.map(\.description)
    if guessedNames > 0 {
      lines.append(
        "names of \(counted(guessedNames, "file")) not in UTF-8: read as cp437, the zip format's default; "
          + "if they look wrong, set --names, such as --names cp932, gbk or euc-kr")
    }
    if unusedTestClasses > 0 {
      lines.append(
        "\(counted(unusedTestClasses, "test class", "test classes")) of the data itself not used by this split; "
          + "they are never trained on")
    }
    if isTestData { lines.append("the data is named like test data, and is trained on") }
    if !trainedTests.isEmpty {
      lines.append(
        "named like test data, but used for training or validation: \(naming(trainedTests, of: trainedTests.count, limit: limit)); if it is "
          + "test data, put it in a folder named test, beside one named train")
    }
    for split in Split.allCases {
      let classes = skippedClasses.filter { $0.split == split }
      guard let needed = classes.first?.needed else { continue }
      let named = naming(classes.map { "\(NameList.quoted($0.name)) (\($0.images))" }, of: classes.count, limit: limit)
      let sizes = classes.map(\.images)
      let remedy =
        split == .training
        ? SmallSetText.trainingRemedy(sizes, needed: needed)
        : SmallSetText.episodeRemedy(sizes, shot: classes.map(\.support).max() ?? 1)
      lines.append(
        SmallSetText.excluded(sizes, named, from: split.rawValue, needed: needed, remedy: remedy))
    }
    return lines
  }

  mutating func skip(_ path: [UInt8], _ reason: String) {
    let name = Array(path.split(separator: 0x2F).last ?? [])
    if ImageFormat.isNotAnImage(reason), let kind = OtherFile.kind(ofName: name) {
      otherFiles[kind, default: 0] += 1
      return
    }
    skippedCount += 1
    let path = NameText.text(of: path)
    add(path, to: SkippedKind.split(reason))
    guard skipped.count < Self.namedFiles else { return }
    skipped.append(SkippedFile(path: path, reason: reason))
  }

  /// Counts a file of a kind.
  private mutating func add(_ path: String, to kind: (reason: String, remedy: String?)) {
    guard let index = kinds.firstIndex(where: { $0.reason == kind.reason && $0.remedy == kind.remedy }) else {
      guard kinds.count < Self.maxKinds else { return }
      kinds.append(SkippedKind(reason: kind.reason, remedy: kind.remedy, count: 1, examples: [path]))
      return
    }
    kinds[index].count += 1
    if kinds[index].examples.count < SkippedKind.maxExamples { kinds[index].examples.append(path) }
  }

  /// Sorts the kinds, the most frequent first.
  mutating func sortKinds() {
    kinds = kinds.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }

  /// The maximum number of kinds of reasons that are counted.
  static let maxKinds = 32
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
  /// The number of those that are for support, if the split is not for training.
  public var support = 1
}
