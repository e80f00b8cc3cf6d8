/// The contents of a dataset: its classes and files, how they are read and split, and their problems.
public struct DataReport: Codable, Equatable, Sendable {
  /// The path as given.
  public var path: String
  /// The layout: `folder`, `archive`, `idx`, `cifar`, `arrays` or `manifest`.
  public var layout: String
  /// What was recognised as classes, groups and splits, and by what.
  public var recognition = ""
  /// How training uses splits of the data itself that have the same classes; nil if there are none.
  public var note: String?
  /// The number of classes of the data; `classes` lists one twice if only some of its images are in a split.
  public var classCount = 0
  /// The size and channels at which images are read, and the split.
  public var data: DataSummary
  /// Whether brightness is inverted, so that dark ink on bright paper becomes bright.
  public var isInverted: Bool
  /// The options whose values were inferred from the images, such as `--image-size`.
  public var inferred: [String]
  /// Every class, in dataset order, including those with too few images.
  public var classes: [ClassReport]
  /// The sizes and colours of the image files.
  public var images: ImageSurvey
  /// Images that occur more than once.
  public var duplicates: DuplicateReport
  /// The first few files that can't be used, with the reasons.
  public var unreadable: [FileProblem]
  /// The number of files that can't be used.
  public var unreadableCount: Int
  /// The kinds of files that can't be used, the most frequent first, each with its remedy.
  public var skipped: [SkippedReport] = []
  /// How the images are read where that isn't obvious, a line each.
  public var notes: [String] = []
  /// Why classes are not used and what to change, one line per kind of problem, the most important first.
  public var problems: [String]
  /// How the classes were named, if not by folders.
  public var labels: LabelReport?

  private enum CodingKeys: String, CodingKey {
    case path, layout, recognition, note, classCount, data, isInverted, classes, duplicates, unreadable
    case unreadableCount, skipped, notes, problems, labels
    case inferred = "chosenByLooking"
    case images = "pictures"
  }

  /// Creates a report.
  public init(
    path: String, layout: String, data: DataSummary, isInverted: Bool, inferred: [String] = [],
    classes: [ClassReport], images: ImageSurvey, duplicates: DuplicateReport, unreadable: [FileProblem],
    unreadableCount: Int, problems: [String], labels: LabelReport? = nil
  ) {
    self.labels = labels
    self.path = path
    self.layout = layout
    self.data = data
    self.isInverted = isInverted
    self.inferred = inferred
    self.classes = classes
    self.images = images
    self.duplicates = duplicates
    self.unreadable = unreadable
    self.unreadableCount = unreadableCount
    self.problems = problems
  }
}

/// A class of a dataset.
public struct ClassReport: Codable, Equatable, Sendable {
  /// The class's name.
  public var name: String
  /// The name of its group, or nil if it has none.
  public var group: String?
  /// The split it belongs to: `training`, `validation` or `test`; nil if it has too few images.
  public var split: String?
  /// The number of its images.
  public var images: Int

  private enum CodingKeys: String, CodingKey {
    case name, group, images
    case split = "side"
  }

  /// Creates a report.
  public init(name: String, group: String?, split: String?, images: Int) {
    self.name = name
    self.group = group
    self.split = split
    self.images = images
  }
}

/// The files that can't be used for the same reason.
public struct SkippedReport: Codable, Equatable, Sendable {
  /// The reason, in a few words.
  public var reason: String
  /// What to do, such as a command that converts the files, or nil if nothing is known.
  public var remedy: String?
  /// The number of files.
  public var count: Int
  /// The paths of the first few within the data.
  public var examples: [String]

  /// Creates a report.
  public init(reason: String, remedy: String?, count: Int, examples: [String]) {
    self.reason = reason
    self.remedy = remedy
    self.count = count
    self.examples = examples
  }
}

/// A file that can't be used.
public struct FileProblem: Codable, Equatable, Sendable {
  /// The file's path within the data.
  public var path: String
  /// The reason, in a few words.
  public var reason: String

  /// Creates a problem.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// The sizes and colours of image files, before they are resized.
public struct ImageSurvey: Codable, Equatable, Sendable {
  /// The number of files that could be decoded.
  public var count = 0
  /// The number of those that are in colour.
  public var inColour = 0
  /// The size with the fewest pixels, or nil without images.
  public var smallest: ImageSize?
  /// The size with the most pixels, or nil without images.
  public var largest: ImageSize?
  /// The most frequent size, or nil without images.
  public var mostFrequent: ImageSize?
  /// The number of images that have the most frequent size.
  public var mostFrequentCount = 0

  private enum CodingKeys: String, CodingKey {
    case count, inColour, smallest, largest
    case mostFrequent = "mostUsual"
    case mostFrequentCount = "mostUsualCount"
  }

  /// Creates the survey of no images.
  public init() {}
}

/// The size of an image, in pixels.
public struct ImageSize: Codable, Hashable, Sendable {
  /// The width in pixels.
  public var width: Int
  /// The height in pixels.
  public var height: Int

  /// Creates a size.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The size as text, such as `105×105`.
  public var text: String { "\(width)×\(height)" }
}

/// Images with identical pixels, regardless of file name and compression.
public struct DuplicateReport: Codable, Equatable, Sendable {
  /// The paths of images that occur in two or more classes: the first few sets, and the first few paths of each.
  public var acrossClasses: [[String]] = []
  /// The number of such sets.
  public var acrossClassesCount = 0
  /// The paths of images that occur in two or more splits of the data itself, such as in `train` and `test`.
  public var acrossSplits: [[String]] = []
  /// The number of such sets.
  public var acrossSplitsCount = 0
  /// The number of images that repeat another one of their class.
  public var withinClassCount = 0

  /// Creates a report without duplicates.
  public init() {}

  /// Decodes a report; those of older versions have no duplicates across splits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    acrossClasses = try container.decode([[String]].self, forKey: .acrossClasses)
    acrossClassesCount = try container.decode(Int.self, forKey: .acrossClassesCount)
    acrossSplits = try container.decodeIfPresent([[String]].self, forKey: .acrossSplits) ?? []
    acrossSplitsCount = try container.decodeIfPresent(Int.self, forKey: .acrossSplitsCount) ?? 0
    withinClassCount = try container.decode(Int.self, forKey: .withinClassCount)
  }
}
