/// What there is at a path: classes, files and how they are read and split, as `siam data` tells it.
public struct DataReport: Codable, Equatable, Sendable {
  /// As it was given.
  public var path: String
  /// How the images are laid out: `folder`, `archive`, `idx`, `cifar` or `manifest`.
  public var layout: String
  /// The size and channels that images are read at, and the split.
  public var data: DataSummary
  /// Whether dark ink on bright paper is turned bright.
  public var isInverted: Bool
  /// The options that nobody gave, and whose values were chosen by looking at the pictures: `--image-size`.
  public var chosenByLooking: [String]
  /// Every class with its images, in dataset order, those left out among them.
  public var classes: [ClassReport]
  /// What the picture files are.
  public var pictures: PictureSurvey
  /// Pictures that are there more than once.
  public var duplicates: DuplicateReport
  /// Files that could not be used: the first few with the reason.
  public var unreadable: [FileProblem]
  /// How many files could not be used.
  public var unreadableCount: Int
  /// Classes that had to be done without and what to change, a line a kind.
  public var problems: [String]

  /// What there is at a path.
  public init(
    path: String, layout: String, data: DataSummary, isInverted: Bool, chosenByLooking: [String] = [],
    classes: [ClassReport], pictures: PictureSurvey, duplicates: DuplicateReport, unreadable: [FileProblem],
    unreadableCount: Int, problems: [String]
  ) {
    self.path = path
    self.layout = layout
    self.data = data
    self.isInverted = isInverted
    self.chosenByLooking = chosenByLooking
    self.classes = classes
    self.pictures = pictures
    self.duplicates = duplicates
    self.unreadable = unreadable
    self.unreadableCount = unreadableCount
    self.problems = problems
  }
}

/// A class and where it is.
public struct ClassReport: Codable, Equatable, Sendable {
  /// As people read it.
  public var name: String
  /// The name of its group, or nil where it is in none.
  public var group: String?
  /// The side it is used on: `training`, `validation` or `test`; nil where it has too few images.
  public var side: String?
  /// How many it has.
  public var images: Int

  /// A class.
  public init(name: String, group: String?, side: String?, images: Int) {
    self.name = name
    self.group = group
    self.side = side
    self.images = images
  }
}

/// A file that could not be used.
public struct FileProblem: Codable, Equatable, Sendable {
  /// Inside the data.
  public var path: String
  /// Why, in a few words.
  public var reason: String

  /// A file that could not be used.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// What picture files are before they are resized.
public struct PictureSurvey: Codable, Equatable, Sendable {
  /// How many could be decoded.
  public var count = 0
  /// How many of them have colour.
  public var inColour = 0
  /// The one of the fewest pixels; nil where there is no picture.
  public var smallest: PictureSize?
  /// The one of the most pixels.
  public var largest: PictureSize?
  /// The size that most of them have.
  public var mostUsual: PictureSize?
  /// How many have it.
  public var mostUsualCount = 0

  /// No pictures.
  public init() {}
}

/// The size of a picture, in pixels.
public struct PictureSize: Codable, Hashable, Sendable {
  /// In pixels.
  public var width: Int
  /// In pixels.
  public var height: Int

  /// A size in pixels.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// As people read it: `105×105`.
  public var text: String { "\(width)×\(height)" }
}

/// Pictures with the very same pixels, whatever their files are called and however they are compressed.
public struct DuplicateReport: Codable, Equatable, Sendable {
  /// Paths of pictures that are the same in two classes or more: the first few sets, of each the first few paths.
  public var acrossClasses: [[String]] = []
  /// How many such sets there are.
  public var acrossClassesCount = 0
  /// How many pictures repeat another of their own class.
  public var withinClassCount = 0

  /// None.
  public init() {}
}
