/// A summary of a dataset and its split.
public struct DataSummary: Codable, Equatable, Sendable {
  /// The dataset's name.
  public var name: String
  /// A hash of the images and labels.
  public var fingerprint: String
  /// The width of the images, in pixels.
  public var width: Int
  /// The height of the images, in pixels.
  public var height: Int
  /// The number of channels: 1 for grey, 3 for RGB.
  public var channels: Int
  /// The training classes.
  public var training: SplitSummary
  /// The validation classes.
  public var validation: SplitSummary
  /// The test classes; empty for runs of versions without test classes.
  public var test: SplitSummary
  /// How the classes were split; nil for runs of versions that did not record it.
  public var split: SplitDescription?
  /// The rules that name the classes; nil if none was given.
  public var labels: LabelRules?
  /// The encoding of names that are not UTF-8, if it was given.
  public var nameEncoding: String?

  /// The name, and `same classes` if training and evaluation have the same classes.
  public var label: String { split?.isSameClasses == true ? name + ", same classes" : name }

  /// Creates a summary.
  public init(
    name: String, fingerprint: String, width: Int, height: Int, channels: Int, training: SplitSummary,
    validation: SplitSummary, test: SplitSummary = .empty, split: SplitDescription? = nil,
    labels: LabelRules? = nil, nameEncoding: String? = nil
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.width = width
    self.height = height
    self.channels = channels
    self.training = training
    self.validation = validation
    self.test = test
    self.split = split
    self.labels = labels
    self.nameEncoding = nameEncoding
  }

  /// Decodes a run's summary; runs of older versions have no test classes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    fingerprint = try container.decode(String.self, forKey: .fingerprint)
    width = try container.decode(Int.self, forKey: .width)
    height = try container.decode(Int.self, forKey: .height)
    channels = try container.decode(Int.self, forKey: .channels)
    training = try container.decode(SplitSummary.self, forKey: .training)
    validation = try container.decode(SplitSummary.self, forKey: .validation)
    test = try container.decodeIfPresent(SplitSummary.self, forKey: .test) ?? .empty
    split = try container.decodeIfPresent(SplitDescription.self, forKey: .split)
    labels = try container.decodeIfPresent(LabelRules.self, forKey: .labels)
    nameEncoding = try container.decodeIfPresent(String.self, forKey: .nameEncoding)
  }
}

/// The size of the training, validation or test set.
public struct SplitSummary: Codable, Equatable, Sendable {
  /// The number of classes.
  public var classes: Int
  /// The number of images.
  public var images: Int
  /// The names of the groups (alphabets, scripts) that the classes belong to.
  public var groups: [String]

  /// Creates a summary.
  public init(classes: Int, images: Int, groups: [String]) {
    self.classes = classes
    self.images = images
    self.groups = groups
  }

  /// The summary of a set without classes.
  public static let empty = SplitSummary(classes: 0, images: 0, groups: [])
}
