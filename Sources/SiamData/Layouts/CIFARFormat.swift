/// How CIFAR-10 and CIFAR-100 lay images out: records of labels, then a plane of 32×32 bytes each for red, green and
/// blue.
///
/// Source: Krizhevsky, The CIFAR-10 dataset, "Binary version", https://www.cs.toronto.edu/~kriz/cifar.html.
struct CIFARFormat: Equatable {
  /// As people call it.
  var name: String
  /// How many labels there are, of classes.
  var classes: Int
  /// How many coarse labels there are, of groups, before the fine one; 0 where there are no groups.
  var groups: Int
  /// The file that names the classes.
  var classNames: String
  /// The file that names the groups.
  var groupNames: String?

  static let ten = CIFARFormat(
    name: "CIFAR-10", classes: 10, groups: 0, classNames: "batches.meta.txt", groupNames: nil)
  static let hundred = CIFARFormat(
    name: "CIFAR-100", classes: 100, groups: 20, classNames: "fine_label_names.txt",
    groupNames: "coarse_label_names.txt")

  /// Of an image, in pixels.
  static let side = 32

  /// Of a record before its pixels.
  var labelBytes: Int { groups > 0 ? 2 : 1 }
  var recordBytes: Int { labelBytes + 3 * Self.side * Self.side }

  /// The format a file's name is used in, for images or names; nil for any other name.
  static func of(fileNamed name: [UInt8]) -> CIFARFormat? {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "test_batch.bin", "batches.meta.txt": return .ten
    case "train.bin", "test.bin", "fine_label_names.txt", "coarse_label_names.txt": return .hundred
    default: return text.hasPrefix("data_batch_") && text.hasSuffix(".bin") ? .ten : nil
    }
  }

  /// Whether a file's name is one of images.
  static func isOfImages(_ name: [UInt8]) -> Bool {
    of(fileNamed: name) != nil && name.suffix(4).elementsEqual(".bin".utf8)
  }

  /// The format of a file of images by its name, or else by its size in bytes.
  static func of(fileNamed name: [UInt8], size: Int) -> CIFARFormat? {
    guard name.suffix(4).elementsEqual(".bin".utf8) else { return nil }
    return of(fileNamed: name) ?? [.ten, .hundred].first { size > 0 && size % $0.recordBytes == 0 }
  }

  /// The format of the images among some files; CIFAR-10 where there is either.
  static func of(filesNamed names: [[UInt8]]) -> CIFARFormat? {
    let formats = names.filter(isOfImages).compactMap(of(fileNamed:))
    return formats.contains(.ten) ? .ten : formats.first
  }

  /// The names in a file of them, a line each; nil where they are not as many as the labels.
  static func names(in text: [UInt8], count: Int) -> [[UInt8]]? {
    let lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map(Array.init)
    return lines.count == count ? lines : nil
  }
}
