import SiamMessages

/// Images, their classes and groups, and which classes are held out: everything in memory, and immutable.
///
/// The order is stable: groups by name, classes by name, images by file name, each by its bytes; images that came
/// labelled as their source has them. So the images of a class and the classes of a group are neighbours.
public final class Dataset: Sendable {
  /// As people call it.
  public let name: String
  /// Of every image, in pixels.
  public let height: Int
  /// Of every image, in pixels.
  public let width: Int
  /// What every image has of each pixel.
  public let channels: Channels
  /// Alphabets, scripts and the like; empty when the data has classes alone.
  public let groups: [DataGroup]
  /// All classes, training and held out.
  public let classes: [DataClass]
  /// The classes to train on: not held out, with images enough.
  public let training: [ClassID]
  /// The classes held out to be examined, with images enough; empty when nothing was to be held out.
  public let validation: [ClassID]
  /// The classes kept for the final figure, with images enough; empty when nothing was to be kept.
  public let test: [ClassID]
  /// How the sides were chosen.
  public let split: SplitDescription
  /// What had to be done without.
  public let problems: DataProblems
  /// A hash of the labels and pixels: the same data in a folder and in an archive have the same.
  public let fingerprint: String
  /// Whether the files show dark ink on bright paper, and so were inverted.
  public let isInverted: Bool
  /// The options of the command line that would have said what was chosen by looking: `--image-size`.
  public let chosenByLooking: [String]

  let classOfImage: [ClassID]
  /// `imageCount × channels × height × width` values, ink bright.
  let pixels: PixelStore

  /// The number of images, training and held out.
  public var imageCount: Int { classOfImage.count }

  /// The class of an image of this dataset.
  public func classID(of image: ImageID) -> ClassID { classOfImage[image.index] }

  /// The images of a class of this dataset.
  public func images(of id: ClassID) -> [ImageID] { classes[id.index].images.map { ImageID($0) } }

  /// The classes of one side of the split.
  public func classes(of side: Side) -> [ClassID] {
    switch side {
    case .training: training
    case .validation: validation
    case .test: test
    }
  }

  /// The picture of an image, or nil where the dataset has no such image.
  public func picture(_ id: ImageID) -> Picture? {
    guard classOfImage.indices.contains(id.index) else { return nil }
    return Picture(
      id: id, className: classes[classOfImage[id.index].index].name, width: width, height: height,
      channels: channels, pixels: Array(pixels(of: id)))
  }

  init(
    name: String, side: Int, channels: Channels = .grey, arranged: ArrangedClasses, pixels: PixelStore,
    isInverted: Bool, split: ClassSplit, problems: DataProblems, fingerprint: String? = nil, chosen: [String] = []
  ) {
    self.name = name
    height = side
    width = side
    self.channels = channels
    groups = arranged.groups
    classes = arranged.classes
    classOfImage = arranged.classes.flatMap { item in item.images.map { _ in item.id } }
    self.pixels = pixels
    self.isInverted = isInverted
    training = split.training
    validation = split.validation
    test = split.test
    self.split = split.description
    self.problems = problems
    self.fingerprint =
      fingerprint
      ?? Fingerprint.of(side: side, channels: channels, classes: arranged.classes, pixels: pixels.bytes)
    chosenByLooking = chosen
  }

  /// The values of an image: `channels × height × width`.
  func pixels(of image: ImageID) -> UnsafeBufferPointer<UInt8> {
    let size = imageValues
    return UnsafeBufferPointer(rebasing: pixels.bytes[image.index * size..<(image.index + 1) * size])
  }

  /// Values of an image, `channels × height × width`.
  package var imageValues: Int { channels.count * height * width }
}

/// A group of classes: an alphabet, a script.
public struct DataGroup: Equatable, Sendable {
  /// Its folder's, or the script's.
  public let name: String
  /// Places in the dataset's `classes`.
  public let classes: Range<Int>
}

/// A class and where its images are.
public struct DataClass: Equatable, Sendable {
  /// Its place in the dataset.
  public let id: ClassID
  /// As people read it: `Armenian U+0561 ա`, `Tifinagh character03`.
  public let name: String
  /// Its group's place in the dataset's `groups`; nil when the data has classes alone.
  public let group: Int?
  /// Places of its images in the dataset.
  public let images: Range<Int>
}

/// Groups and classes in dataset order.
struct ArrangedClasses {
  var groups: [DataGroup] = []
  var classes: [DataClass] = []
  /// For each class the side that the data itself names, where it does.
  var sides: [Side?] = []

  /// Whether the data comes with a split; classes that it puts on no side are trained on.
  var hasOwnSplit: Bool { sides.contains { $0 != nil } }

  /// Opens a group; classes added from now on are in it.
  mutating func addGroup(_ name: String) {
    groups.append(DataGroup(name: name, classes: classes.count..<classes.count))
  }

  /// Adds a class of `count` images, which follow those of the class before.
  mutating func addClass(_ name: String, images count: Int, side: Side? = nil) {
    sides.append(side)
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
