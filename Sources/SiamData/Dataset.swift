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

  /// The rules that name the classes, or nil if none was given.
  public let labels: LabelRules?
  /// The encoding that names were read in, if it was given.
  public let nameEncoding: String?

  let classOfImage: [ClassID]
  /// The training class that a validation or test class takes its support images from, if its classes are those of
  /// training (`--same-classes`).
  let supportClasses: [ClassID: ClassID]
  /// The classes and splits of the data itself.
  let source: ClassIndex
  /// The pixels of all images: `imageCount × channels × height × width` values, ink bright.
  let pixels: PixelStore

  /// The number of images of all splits.
  public var imageCount: Int { classOfImage.count }

  /// The class of an image of this dataset.
  public func classID(of image: ImageID) -> ClassID { classOfImage[image.index] }

  /// The images of a class of this dataset.
  public func images(of id: ClassID) -> [ImageID] { classes[id.index].images.map { ImageID($0) } }

  /// The classes of the data with all of their images; those of `classes` have fewer if some must not be trained on.
  public var sourceClasses: [DataClass] { source.classes }

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
    detectedOptions: [String] = [], labels: LabelRules? = nil, nameEncoding: String? = nil
  ) {
    self.labels = labels
    self.name = name
    height = side
    width = side
    self.channels = channels
    groups = split.groups
    classes = split.classes
    classOfImage = split.classes.flatMap { item in item.images.map { _ in item.id } }
    supportClasses = split.supportClasses
    source = classIndex
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
    self.nameEncoding = nameEncoding
  }

  /// Makes a dataset of the same images with another split.
  convenience init(_ other: Dataset, split: ClassSplit, problems: DataProblems) {
    self.init(
      name: other.name, side: other.height, channels: other.channels, classIndex: other.source, pixels: other.pixels,
      isInverted: other.isInverted, split: split, problems: problems, fingerprint: other.fingerprint,
      detectedOptions: other.chosenByLooking, labels: other.labels, nameEncoding: other.nameEncoding)
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
