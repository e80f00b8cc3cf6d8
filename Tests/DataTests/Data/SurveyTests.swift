import SiamMessages
import TestSupport
import Testing

@testable import SiamData

/// What `siam data` finds in files.
struct SurveyTests {
  private static func stroke(_ number: Int, width: Int = 8, height: Int = 8) -> [UInt8] {
    PNGFile.grey(width, height) { x, y in x == 1 + number % 6 || y == 1 + number / 6 ? 0 : 255 }
  }

  private static let red = PNGFile(
    width: 8, height: 8, color: .rgb, pixels: (0..<64).map { $0 < 8 ? [200, 20, 20] : [255, 255, 255] }
  ).bytes

  private func survey(_ files: [(String, [UInt8])]) throws -> DataSurvey {
    let folder = try ScratchFolder()
    for (name, bytes) in files { try folder.write(name, bytes) }
    return try withExtendedLifetime(folder) { try DataSurvey(path: folder.path) }
  }

  @Test func `sizes and colour are those of the files`() throws {
    let survey = try survey([
      ("a/0.png", Self.stroke(0)), ("a/1.png", Self.stroke(1)), ("b/0.png", Self.stroke(2, width: 12, height: 5)),
      ("b/1.png", Self.stroke(3, width: 5, height: 5)), ("b/2.png", Self.red), ("b/broken.png", [1, 2, 3]),
      ("b/notes.txt", [65]),
    ])
    var expected = PictureSurvey()
    (expected.count, expected.inColour) = (5, 1)
    expected.smallest = PictureSize(width: 5, height: 5)
    expected.largest = PictureSize(width: 8, height: 8)
    (expected.mostUsual, expected.mostUsualCount) = (expected.largest, 3)
    #expect(survey.pictures == expected && survey.layout == .folder)
    #expect(survey.duplicates == DuplicateReport())
  }

  @Test func `the same pixels are found again, in other classes and in their own, however they are stored`() throws {
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

  @Test func `a report has every class with its side`() throws {
    let folder = try ScratchFolder()
    for (place, name) in ["a", "b", "c", "d", "e"].enumerated() {
      for image in 0..<(name == "b" ? 1 : 3) {
        try folder.write("\(name)/\(image).png", Self.stroke(place * 3 + image))
      }
    }
    try folder.write("a/broken.png", [7])
    let report = try Dataset.load(path: folder.path).report(path: "mine", DataSurvey(path: folder.path))
    #expect(report.classes.map(\.side) == ["training", nil, "training", "validation", "validation"])
    #expect(report.classes.map(\.images) == [3, 1, 3, 3, 3] && report.isInverted && report.layout == "folder")
    #expect(report.unreadable.map(\.path) == ["a/broken.png"] && report.unreadableCount == 1)
    #expect(report.problems.count == 1 && report.problems[0].contains("left out of training"))
    #expect(report.data.split?.validation == ["d", "e"])
  }

  @Test func `too few classes can be looked at, and are told`() throws {
    let folder = try ScratchFolder()
    for image in 0..<3 { try folder.write("only/\(image).png", Self.stroke(image)) }
    #expect(throws: DataError.self) { try Dataset.load(path: folder.path) }
    var options = DatasetOptions()
    options.toleratesFewClasses = true
    let data = try Dataset.load(path: folder.path, options: options)
    #expect(data.problems.tooFew.map(\.usable) == [1])
    #expect(data.problems.lines.contains { $0.contains("1 class left to train on") })
  }

  @Test func `variations are those of training, and the same by the same seed`() throws {
    let data = try dataset(groupSizes: [4], images: 2, hasGroups: false)
    let image = ImageID(3)
    func drawn(_ augmentation: Augmentation, seed: UInt64) -> [Picture] {
      data.variations(of: image, by: augmentation, count: 3, seed: seed)
    }
    let usual = drawn(Augmentation(), seed: 1)
    #expect(usual.count == 3 && usual[0].pixels.count == 784 && Set(usual.map(\.pixels)).count == 3)
    #expect(drawn(Augmentation(), seed: 1) == usual && drawn(Augmentation(), seed: 2) != usual)
    #expect(drawn(.none, seed: 1).allSatisfy { $0 == data.picture(image) })
    #expect(data.variations(of: ImageID(99), by: .none, count: 3, seed: 1).isEmpty)
  }
}
