import Foundation
import SiamCore
import TestSupport

@testable import SiamData

/// A folder for a test's files, removed with the value.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "siam-data-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file below the folder and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// The names and files of a small dataset: dark strokes on white, different for each name.
func smallTree(
  groups: [String?], classes: [String], images: Int, folder: String = ""
) -> [(name: String, contents: [UInt8])] {
  groups.enumerated().flatMap { number, group in
    classes.enumerated().flatMap { index, item in
      (0..<images).map { image in
        let name = folder + (group.map { $0 + "/" } ?? "") + item + "/\(image).png"
        let image = PNGFile.grey(14, 14) { x, y in
          (x == 2 + number && y > 2) || (y == 3 + index && x > 1 && x < 8 + image) ? 0 : 255
        }
        return (name, image)
      }
    }
  }
}

/// A dataset with groups of classes, in memory.
func dataset(
  groupSizes: [Int], images: Int, hasGroups: Bool = true, splits: [Split?] = [],
  options: DatasetOptions = DatasetOptions()
) throws -> Dataset {
  var classIndex = ClassIndex()
  for (number, size) in groupSizes.enumerated() {
    if hasGroups { classIndex.addGroup("group\(number)") }
    for item in 0..<size { classIndex.addClass("group\(number) class\(item)", images: images) }
  }
  for (index, split) in splits.enumerated() { classIndex.splits[index] = split }
  var problems = DataProblems()
  let split = try ClassSplit(classIndex, named: "made up", options: options, problems: &problems)
  let count = groupSizes.reduce(0, +) * images
  let side = options.side ?? DatasetOptions.defaultImageSide
  let pixels = (0..<count * side * side).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
  return Dataset(
    name: "made up", side: side, classIndex: classIndex, pixels: PixelStore(pixels), isInverted: false, split: split,
    problems: problems)
}
