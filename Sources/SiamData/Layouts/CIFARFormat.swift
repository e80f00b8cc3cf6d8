/// The binary format of CIFAR-10 and CIFAR-100: records of labels, then a plane of 32×32 bytes each for red, green and
/// blue.
///
/// Source: Krizhevsky, The CIFAR-10 dataset, "Binary version", https://www.cs.toronto.edu/~kriz/cifar.html.
struct CIFARFormat: Equatable {
  /// The name of the dataset.
  var name: String
  /// The number of classes.
  var classes: Int
  /// The number of groups, whose coarse label precedes the fine one; 0 if there are no groups.
  var groups: Int
  /// The name of the file that lists the class names.
  var classNames: String
  /// The name of the file that lists the group names, or nil if there are no groups.
  var groupNames: String?

  static let ten = CIFARFormat(
    name: "CIFAR-10", classes: 10, groups: 0, classNames: "batches.meta.txt", groupNames: nil)
  static let hundred = CIFARFormat(
    name: "CIFAR-100", classes: 100, groups: 20, classNames: "fine_label_names.txt",
    groupNames: "coarse_label_names.txt")

  /// The width and height of an image, in pixels.
  static let side = 32

  /// The number of bytes of labels at the start of a record.
  var labelBytes: Int { groups > 0 ? 2 : 1 }
  /// The number of bytes of a record.
  var recordBytes: Int { labelBytes + 3 * Self.side * Self.side }

  /// The format that uses a file of this name, for images or label names; nil for any other name.
  static func of(fileNamed name: [UInt8]) -> CIFARFormat? {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "test_batch.bin", "batches.meta.txt": return .ten
    case "train.bin", "test.bin", "fine_label_names.txt", "coarse_label_names.txt": return .hundred
    default: return text.hasPrefix("data_batch_") && text.hasSuffix(".bin") ? .ten : nil
    }
  }

  /// Whether a file name is that of a file of images.
  static func isOfImages(_ name: [UInt8]) -> Bool {
    of(fileNamed: name) != nil && name.suffix(4).elementsEqual(".bin".utf8)
  }

  /// Whether a file of images is of the test set, by its name.
  static func isOfTests(_ name: [UInt8]) -> Bool { name.starts(with: "test".utf8) }

  /// The format of a file of images by its name, or else by its size in bytes.
  static func of(fileNamed name: [UInt8], size: Int) -> CIFARFormat? {
    guard name.suffix(4).elementsEqual(".bin".utf8) else { return nil }
    return of(fileNamed: name) ?? [.ten, .hundred].first { size > 0 && size % $0.recordBytes == 0 }
  }

  /// The format of the files of images among these; CIFAR-10 if there are both.
  static func of(filesNamed names: [[UInt8]]) -> CIFARFormat? {
    let formats = names.filter(isOfImages).compactMap(of(fileNamed:))
    return formats.contains(.ten) ? .ten : formats.first
  }

  /// The names in a file, one a line; nil if their number isn't `count`.
  static func names(in text: [UInt8], count: Int) -> [[UInt8]]? {
    let lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map(Array.init)
    return lines.count == count ? lines : nil
  }
}
