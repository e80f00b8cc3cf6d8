import Foundation
import SiamCore
import Testing

@testable import SiamData

struct BrokenFilesTests {
  private let scratch: ScratchFolder
  private static let tree = smallTree(groups: ["Alpha", "Beta"], classes: ["a", "b"], images: 2)

  init() throws { scratch = try ScratchFolder() }

  private func zip() -> ZipFile {
    var zip = ZipFile()
    for file in Self.tree { zip.add(file.name, file.contents) }
    return zip
  }

  private func load(
    _ path: String, _ options: DatasetOptions = DatasetOptions()
  ) throws -> Result<Dataset, DataError> {
    do {
      return .success(try Dataset.load(path: path, options: options))
    } catch let error as DataError {
      return .failure(error)
    }
  }

  private func error(_ path: String, _ options: DatasetOptions = DatasetOptions()) throws -> DataError {
    guard case .failure(let error) = try load(path, options) else {
      throw TestFailure("\(path) was loaded")
    }
    return error
  }

  @Test func `a path that doesn't exist is missing input`() throws {
    let error = try error(scratch.path + "/nowhere")
    #expect(error == .notFound(path: scratch.path + "/nowhere"))
    #expect(error.fault == .missing)
    #expect(error.description.hasSuffix("/nowhere: no such file or folder; check --data"))
  }

  @Test func `a truncated zip is rejected`() throws {
    let bytes = zip().bytes
    for count in stride(from: 0, to: bytes.count, by: 41) {
      let path = try scratch.write("cut.zip", Array(bytes.prefix(count)))
      let error = try error(path)
      guard case .damaged(path, .archive, _) = error else {
        Issue.record("cut at \(count) of \(bytes.count): \(error)")
        continue
      }
      #expect(error.fault == .bad)
    }
    for count in bytes.count - 22..<bytes.count {
      let path = try scratch.write("cut.zip", Array(bytes.prefix(count)))
      #expect(throws: DataError.self) { try Dataset.load(path: path) }
    }
  }

  @Test func `a zip with missing bytes never yields wrong images`() throws {
    let bytes = zip().bytes
    let whole = try Dataset.load(path: scratch.write("whole.zip", bytes))
    for start in stride(from: 4, to: bytes.count - 40, by: 61) {
      let path = try scratch.write("hole.zip", Array(bytes[..<start] + bytes[(start + 30)...]))
      if case .success(let data) = try load(path) {
        #expect(data.imageCount + data.problems.skippedCount <= whole.imageCount)
      }
    }
  }

  @Test func `a zip with any byte changed never traps`() throws {
    let bytes = zip().bytes
    for index in stride(from: 0, to: bytes.count, by: 23) {
      var damaged = bytes
      damaged[index] ^= 0xA5
      _ = try load(try scratch.write("damaged.zip", damaged))
    }
  }

  @Test func `a damaged image in a zip is skipped and reported`() throws {
    var bytes = zip().bytes
    let first = Self.tree[0]
    bytes[30 + first.name.utf8.count + 50] ^= 1
    let data = try Dataset.load(path: scratch.write("damaged.zip", bytes), options: DatasetOptions(holdOut: .last(0)))
    #expect(data.problems.skippedCount == 1)
    #expect(data.problems.skipped.first?.path == "Alpha/a/0.png")
  }

  @Test func `an invalid image is skipped and reported`() throws {
    for file in Self.tree { try scratch.write("tree/" + file.name, file.contents) }
    try scratch.write("tree/Beta/a/broken.png", Array("not an image".utf8))
    try scratch.write("tree/Beta/a/empty.png", [])
    try scratch.write("tree/Beta/notes.txt", Array("notes".utf8))
    try scratch.write("tree/Beta/photo.JPG", [0xFF, 0xD8])
    try scratch.write("tree/Beta/old.gif", Array("GIF89a".utf8))
    let data = try Dataset.load(path: scratch.path + "/tree", options: loose)
    #expect(data.imageCount == 8)
    #expect(
      data.problems.skipped.sorted { $0.path < $1.path } == [
        SkippedFile(path: "Beta/a/broken.png", reason: "not an image"),
        SkippedFile(path: "Beta/a/empty.png", reason: "empty"),
        SkippedFile(path: "Beta/old.gif", reason: "damaged GIF (it ends early)"),
        SkippedFile(path: "Beta/photo.JPG", reason: "damaged JPEG (no image in it)"),
      ])
    #expect(data.problems.lines.count == 2)
    #expect(data.problems.lines.first?.hasPrefix("4 files skipped: 1 × not an image (Beta/") == true)
    #expect(data.problems.lines.last == "1 other file ignored: 1 .txt")
    #expect(data.problems.kinds.map(\.count) == [1, 1, 1, 1])
  }

  @Test func `a folder without a valid image is an error that lists the files`() throws {
    try scratch.write("tree/a/x.PNG", [1, 2, 3])
    try scratch.write("tree/b/y.png", [])
    let error = try error(scratch.path + "/tree")
    #expect(error.fault == .bad)
    #expect(error.description.contains("none of the 2 files could be used"))
    #expect(error.description.contains("a/x.PNG: not an image"))
  }

  @Test func `an empty folder, an empty zip and a text file have different errors`() throws {
    try FileManager.default.createDirectory(atPath: scratch.path + "/empty", withIntermediateDirectories: true)
    #expect(try error(scratch.path + "/empty") == .noImages(path: scratch.path + "/empty"))
    let zip = try scratch.write("empty.zip", ZipFile().bytes)
    #expect(try error(zip) == .noImages(path: zip))
    let text = try scratch.write("data.txt", Array("hello".utf8))
    #expect(try error(text) == .notImages(path: text))
    #expect(try error("/dev/null") == .notImages(path: "/dev/null"))
  }

  @Test func `a class with one image is excluded and reported`() throws {
    for file in Self.tree { try scratch.write("tree/" + file.name, file.contents) }
    try scratch.write("tree/Alpha/lonely/0.png", Self.tree[0].contents)
    let data = try Dataset.load(path: scratch.path + "/tree", options: loose)
    #expect(data.problems.skippedClasses.map(\.name) == ["Alpha lonely"])
    #expect(
      data.problems.lines == [
        "1 class excluded from training (fewer than 2 images): Alpha lonely (1); "
          + "use --single-image-classes augment, or add images"
      ])
    #expect(data.training.map { data.classes[$0.index].name } == ["Alpha a", "Alpha b"])
  }

  @Test func `too few classes for a batch is an error that says what to set`() throws {
    for file in Self.tree { try scratch.write("tree/" + file.name, file.contents) }
    let options = DatasetOptions(recipe: Recipe())
    let error = try error(scratch.path + "/tree", options)
    #expect(error.fault == .bad)
    #expect(error.description.contains("only 0 classes to train on; at least 2 are needed"))
    #expect(error.description.contains("fewer than 4 images; set --batch-images 2, or add images"))
  }

  @Test func `every error is one line`() throws {
    let name = "a\nb\u{1B}[2J"
    let kind = SkippedKind(reason: name, remedy: name, count: 5, examples: [name])
    let errors: [DataError] = [
      .notFound(path: name), .unreadable(path: name, reason: "denied"), .notImages(path: name),
      .damaged(path: name, layout: .archive, reason: name), .noImages(path: name),
      .wrongLayout(path: name, layout: .idx, reason: name), .unpacksToTooMuch(path: name), .missingLabels(path: name),
      .severalSets(path: name, names: [name, name]), .badManifest(path: name, line: 3, reason: name),
      .noReadableImage(path: name, kinds: [kind], count: 5, remedy: name),
      .noListedImage(path: name, kinds: [kind], count: 1, remedy: nil),
      .onlyOtherFiles(path: name, kinds: "1 .txt", remedy: "x"), .notAsNamed(path: name, reason: "x", remedy: "x"),
      .unknownHoldOut(name: name, kind: "group", existing: [name]),
      .holdOutTooLarge(requested: 3, kind: "class", existing: 3), .glyphsDamaged(file: name, reason: "cut"),
    ]
    for error in errors {
      let control = error.description.unicodeScalars.contains { $0.value < 0x20 }
      #expect(!control, "\(error)")
    }
  }

  /// A tree with two images for each class.
  private var loose: DatasetOptions {
    var options = DatasetOptions()
    options.validationImages = 1
    return options
  }
}

/// A failure found by a test.
struct TestFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
