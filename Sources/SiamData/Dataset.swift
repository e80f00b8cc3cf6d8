public import SiamCore

/// An immutable set of images with their classes, groups and split.
///
/// Groups and classes are sorted by name, and the images of a class by file name, each by its bytes; images of a
/// labelled source stay in its order. So the images of a class and the classes of a group have consecutive indices.
public final class Dataset: Sendable {
  /// The name of the dataset.
  public let name: String
  /// The height of every image, in pixels.
  public let height: Int
  /// The width of every image, in pixels.
  public let width: Int
  /// The channels of every image.
  public let channels: Channels
  /// The groups of classes, such as alphabets; empty if the data has only classes.
  public let groups: [DataGroup]
  /// All classes, of every split.
  public let classes: [DataClass]
  /// The training classes that have enough images.
  public let training: [ClassID]
  /// The validation classes that have enough images; may be empty.
  public let validation: [ClassID]
  /// The test classes that have enough images; may be empty.
  public let test: [ClassID]
  /// How the classes were split.
  public let split: SplitDescription
  /// The files and classes that could not be used.
  public let problems: DataProblems
  /// A hash of the class names and pixels; the same data in a folder and in an archive have the same.
  public let fingerprint: String
  /// Whether the files show dark ink on bright paper and were inverted.
  public let isInverted: Bool
  /// The command-line options that would set what was detected from the images, such as `--image-size`.
  public let chosenByLooking: [String]

  /// The split that the data assigns to each class, as in `ClassIndex`.
  let ownSplits: [Split?]
  let classOfImage: [ClassID]
  /// The pixels of all images: `imageCount × channels × height × width` values, ink bright.
  let pixels: PixelStore

  /// The number of images of all splits.
  public var imageCount: Int { classOfImage.count }

  /// The class of an image of this dataset.
  public func classID(of image: ImageID) -> ClassID { classOfImage[image.index] }

  /// The images of a class of this dataset.
  public func images(of id: ClassID) -> [ImageID] { classes[id.index].images.map { ImageID($0) } }

  /// The usable classes of a split.
  public func classes(of split: Split) -> [ClassID] {
    switch split {
    case .training: training
    case .validation: validation
    case .test: test
    }
  }

  /// The image of an image, or nil where the dataset has no such image.
  public func picture(_ id: ImageID) -> DatasetImage? {
    guard classOfImage.indices.contains(id.index) else { return nil }
    return DatasetImage(
      id: id, className: classes[classOfImage[id.index].index].name, width: width, height: height,
      channels: channels, pixels: Array(pixels(of: id)))
  }

  init(
    name: String, side: Int, channels: Channels = .grey, classIndex: ClassIndex, pixels: PixelStore,
    isInverted: Bool, split: ClassSplit, problems: DataProblems, fingerprint: String? = nil,
    detectedOptions: [String] = []
  ) {
    self.name = name
    height = side
    width = side
    self.channels = channels
    groups = classIndex.groups
    classes = classIndex.classes
    ownSplits = classIndex.splits
    classOfImage = classIndex.classes.flatMap { item in item.images.map { _ in item.id } }
    self.pixels = pixels
    self.isInverted = isInverted
    training = split.training
    validation = split.validation
    test = split.test
    self.split = split.description
    self.problems = problems
    self.fingerprint =
      fingerprint
      ?? Fingerprint.of(
        side: side, channels: channels, classes: classIndex.classes, pixels: pixels.bytes, checkpoint: {})
    chosenByLooking = detectedOptions
  }

  /// Makes a dataset of the same images with another split.
  init(_ other: Dataset, split: ClassSplit, problems: DataProblems) {
    name = other.name
    height = other.height
    width = other.width
    channels = other.channels
    groups = other.groups
    classes = other.classes
    ownSplits = other.ownSplits
    classOfImage = other.classOfImage
    pixels = other.pixels
    isInverted = other.isInverted
    training = split.training
    validation = split.validation
    test = split.test
    self.split = split.description
    self.problems = problems
    fingerprint = other.fingerprint
    chosenByLooking = other.chosenByLooking
  }

  /// The values of an image: `channels × height × width`.
  func pixels(of image: ImageID) -> UnsafeBufferPointer<UInt8> {
    let size = imageValues
    return UnsafeBufferPointer(rebasing: pixels.bytes[image.index * size..<(image.index + 1) * size])
  }

  /// The number of values of an image: `channels × height × width`.
  package var imageValues: Int { channels.count * height * width }
}

/// A group of classes: an alphabet, a script.
public struct DataGroup: Equatable, Sendable {
  /// The name of the group's folder or script.
  public let name: String
  /// The indices of the group's classes in the dataset's `classes`.
  public let classes: Range<Int>
}

/// A class and its images.
public struct DataClass: Equatable, Sendable {
  /// The identifier of the class.
  public let id: ClassID
  /// The name of the class, such as `Armenian U+0561 ա` or `Tifinagh character03`.
  public let name: String
  /// The index of its group in the dataset's `groups`, or nil if the data has only classes.
  public let group: Int?
  /// The indices of its images in the dataset.
  public let images: Range<Int>
}

/// Builds the list of groups and classes, in dataset order.
struct ClassIndex {
  var groups: [DataGroup] = []
  var classes: [DataClass] = []
  /// The split that the data assigns to each class, or nil if it assigns none.
  var splits: [Split?] = []

  /// Whether the data comes with a split; its other classes are training classes.
  var hasOwnSplit: Bool { splits.contains { $0 != nil } }

  /// Starts a group, which the classes added next belong to.
  mutating func addGroup(_ name: String) {
    groups.append(DataGroup(name: name, classes: classes.count..<classes.count))
  }

  /// Adds a class of `count` images, whose indices follow those of the previous class.
  mutating func addClass(_ name: String, images count: Int, split: Split? = nil) {
    splits.append(split)
    let start = classes.last?.images.upperBound ?? 0
    let group = groups.isEmpty ? nil : groups.count - 1
    classes.append(
      DataClass(id: ClassID(classes.count), name: name, group: group, images: start..<start + count))
    if let group {
      let lower = groups[group].classes.lowerBound
      groups[group] = DataGroup(name: groups[group].name, classes: lower..<classes.count)
    }
  }
}
