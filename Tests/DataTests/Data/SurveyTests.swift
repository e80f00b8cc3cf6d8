import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// The survey of `siam data`.
struct SurveyTests {
  private static func stroke(_ number: Int, width: Int = 8, height: Int = 8) -> [UInt8] {
    PNGFile.grey(width, height) { x, y in x == 1 + number % 6 || y == 1 + number / 6 ? 0 : 255 }
  }

  private static let red = PNGFile(
    width: 8, height: 8, color: .rgb, pixels: (0..<64).map { $0 < 8 ? [200, 20, 20] : [255, 255, 255] }
  ).bytes

  /// The survey of some files, which is checked to be the same from a folder, an archive and a cache.
  private func survey(_ files: [(String, [UInt8])]) throws -> DataSurvey {
    let folder = try ScratchFolder()
    for (name, bytes) in files { try folder.write("data/" + name, bytes) }
    var options = DatasetOptions()
    options.toleratesFewClasses = true
    func surveyed() throws -> DataSurvey {
      try Dataset.loadSurveyed(path: folder.path + "/data", options: options).survey
    }
    let survey = try surveyed()
    for channels in [Channels.grey, .rgb] {
      options.channels = channels
      options.cache = nil
      #expect(try surveyed() == survey)
      options.cache = ImageCache(folder: folder.path + "/cache")
      for _ in ["decoded", "cached"] { #expect(try surveyed() == survey) }
    }
    return survey
  }

  @Test func `sizes and colours are those of the files`() throws {
    let survey = try survey([
      ("a/0.png", Self.stroke(0)), ("a/1.png", Self.stroke(1)), ("b/0.png", Self.stroke(2, width: 12, height: 5)),
      ("b/1.png", Self.stroke(3, width: 5, height: 5)), ("b/2.png", Self.red), ("b/broken.png", [1, 2, 3]),
      ("b/notes.txt", [65]),
    ])
    var expected = ImageSurvey()
    (expected.count, expected.inColour) = (5, 1)
    expected.smallest = ImageSize(width: 5, height: 5)
    expected.largest = ImageSize(width: 8, height: 8)
    (expected.mostFrequent, expected.mostFrequentCount) = (expected.largest, 3)
    #expect(survey.images == expected && survey.layout == .folder)
    #expect(survey.duplicates == DuplicateReport())
  }

  @Test func `duplicates are found within and across classes, however they are stored`() throws {
    let pixels = (0..<64).map { [$0 % 8 == 1 || $0 < 16 && $0 >= 8 ? 0 : 255] }
    let interlaced = PNGFile(width: 8, height: 8, interlaced: true, pixels: pixels).bytes
    let inColour = PNGFile(width: 8, height: 8, color: .rgb, pixels: pixels.map { [$0[0], $0[0], $0[0]] }).bytes
    let survey = try survey([
      ("g/a/0.png", Self.stroke(0)), ("g/a/1.png", Self.stroke(1)), ("g/b/0.png", interlaced), ("h/a/0.png", inColour),
      ("h/a/1.png", Self.stroke(0)), ("h/b/0.png", Self.stroke(2)), ("h/b/1.png", Self.stroke(2)),
    ])
    var expected = DuplicateReport()
    expected.acrossClasses = [["g/a/0.png", "g/b/0.png", "h/a/0.png", "h/a/1.png"]]
    (expected.acrossClassesCount, expected.withinClassCount) = (1, 2)
    #expect(survey.duplicates == expected)
  }

  @Test func `an image is the same in grey, in colour, or with opaque alpha`() throws {
    let values = (0..<48).map { $0 * 5 }
    func file(_ colour: PNGFile.Color, _ pixel: (Int) -> [Int]) -> [UInt8] {
      PNGFile(width: 8, height: 6, color: colour, pixels: values.map(pixel)).bytes
    }
    let survey = try survey([
      ("a/0.png", file(.grey) { [$0] }), ("a/1.png", file(.rgb) { [$0, $0, $0] }),
      ("b/0.png", file(.rgba) { [$0, $0, $0, 255] }), ("b/1.png", file(.greyAlpha) { [$0, 255] }),
      ("c/0.png", file(.rgb) { [$0, $0, $0 ^ 1] }), ("c/1.png", Self.stroke(1)),
    ])
    #expect(survey.duplicates.acrossClasses == [["a/0.png", "a/1.png", "b/0.png", "b/1.png"]])
    #expect(survey.duplicates.withinClassCount == 2 && survey.images.inColour == 1)
  }

  @Test func `stored facts are read again, and other bytes are rejected`() throws {
    for pixels in [[UInt8](repeating: 7, count: 12), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]] {
      let facts = ImageFacts(DecodedImage(width: 4, height: 1, channels: .rgb, pixels: pixels))
      #expect(ImageFacts(stored: facts.stored) == facts && facts.stored.count == ImageFacts.storedBytes)
      #expect(ImageFacts(stored: facts.stored.dropLast()) == nil)
    }
  }

  @Test func `a report lists every class with its split`() throws {
    let folder = try ScratchFolder()
    for (index, name) in ["a", "b", "c", "d", "e"].enumerated() {
      for image in 0..<(name == "b" ? 1 : 3) {
        try folder.write("\(name)/\(image).png", Self.stroke(index * 3 + image))
      }
    }
    try folder.write("a/broken.png", [7])
    let (dataset, survey) = try Dataset.loadSurveyed(path: folder.path)
    let report = dataset.report(path: "mine", survey)
    #expect(report.classes.map(\.split) == ["training", nil, "training", "validation", "validation"])
    #expect(report.classes.map(\.images) == [3, 1, 3, 3, 3] && report.isInverted && report.layout == "folder")
    #expect(report.unreadable.map(\.path) == ["a/broken.png"] && report.unreadableCount == 1)
    #expect(report.problems.count == 1 && report.problems[0].contains("excluded from training"))
    #expect(report.data.split?.validation == ["d", "e"])
  }

  @Test func `data with too few classes can be shown and is reported`() throws {
    let folder = try ScratchFolder()
    for image in 0..<3 { try folder.write("only/\(image).png", Self.stroke(image)) }
    #expect(throws: DataError.self) { try Dataset.load(path: folder.path) }
    var options = DatasetOptions()
    options.toleratesFewClasses = true
    let data = try Dataset.load(path: folder.path, options: options)
    #expect(data.problems.tooFew.map(\.usable) == [1])
    #expect(data.problems.lines.contains { $0.contains("only 1 class to train on") })
  }

  @Test func `augmented examples are those of training and depend on the seed`() throws {
    let data = try dataset(groupSizes: [4], images: 2, hasGroups: false)
    let image = ImageID(3)
    func drawn(_ augmentation: Augmentation, seed: UInt64) -> [DatasetImage] {
      data.augmentedExamples(of: image, by: augmentation, count: 3, seed: seed)
    }
    let first = drawn(Augmentation(), seed: 1)
    #expect(first.count == 3 && first[0].pixels.count == 784 && Set(first.map(\.pixels)).count == 3)
    #expect(drawn(Augmentation(), seed: 1) == first && drawn(Augmentation(), seed: 2) != first)
    #expect(drawn(.none, seed: 1).allSatisfy { $0 == data.picture(image) })
    #expect(data.augmentedExamples(of: ImageID(99), by: .none, count: 3, seed: 1).isEmpty)
  }
}
