/// A dataset and its split, in numbers and names.
public struct DataSummary: Codable, Equatable, Sendable {
  /// As people call it.
  public var name: String
  /// A hash of the images and labels.
  public var fingerprint: String
  /// In pixels.
  public var width: Int
  /// In pixels.
  public var height: Int
  /// Values a pixel: 1 for grey, 3 for red, green and blue.
  public var channels: Int
  /// The classes trained on.
  public var training: SplitSummary
  /// The classes held out for validation.
  public var validation: SplitSummary
  /// The classes kept for the final figure; none in runs of before there could be any.
  public var test: SplitSummary
  /// How the sides were chosen; nil in runs of before it was kept.
  public var split: SplitDescription?

  /// A dataset and its split.
  public init(
    name: String, fingerprint: String, width: Int, height: Int, channels: Int, training: SplitSummary,
    validation: SplitSummary, test: SplitSummary = .nothing, split: SplitDescription? = nil
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
  }

  /// Reads what a run kept, also one of before classes were kept for the final figure.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    fingerprint = try container.decode(String.self, forKey: .fingerprint)
    width = try container.decode(Int.self, forKey: .width)
    height = try container.decode(Int.self, forKey: .height)
    channels = try container.decode(Int.self, forKey: .channels)
    training = try container.decode(SplitSummary.self, forKey: .training)
    validation = try container.decode(SplitSummary.self, forKey: .validation)
    test = try container.decodeIfPresent(SplitSummary.self, forKey: .test) ?? .nothing
    split = try container.decodeIfPresent(SplitDescription.self, forKey: .split)
  }
}

/// One side of a split.
public struct SplitSummary: Codable, Equatable, Sendable {
  /// Number of classes.
  public var classes: Int
  /// Number of images.
  public var images: Int
  /// Names of the groups (alphabets, scripts) its classes belong to.
  public var groups: [String]

  /// One side of a split.
  public init(classes: Int, images: Int, groups: [String]) {
    self.classes = classes
    self.images = images
    self.groups = groups
  }

  /// A side without classes.
  public static let nothing = SplitSummary(classes: 0, images: 0, groups: [])
}
