import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Datasets whose classes are in the names of their files.
struct NamedSourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func write(_ names: [String]) throws {
    for (index, name) in names.enumerated() {
      try scratch.write(name, PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + index })
    }
  }

  private func load(_ labels: LabelRules, path: String? = nil, cache: ImageCache? = nil) throws -> Dataset {
    var options = DatasetOptions()
    (options.holdOut, options.toleratesFewClasses, options.labels) = (.last(0), true, labels)
    options.cache = cache
    return try Dataset.load(path: path ?? scratch.path, options: options)
  }

  @Test func `a flat folder's files have the classes of their names`() throws {
    try write(["dog_2.png", "cat_1.png", "cat_0.png", "dog_1.png", "notes_1.txt", "bird.png"])
    let data = try load(LabelRules(classFrom: "stem before _"))
    // An image is known by its contents, whatever its name says.
    #expect(data.classes.map(\.name) == ["cat", "dog", "notes"])
    #expect(data.classes.map(\.images.count) == [2, 2, 1])
    #expect(data.labels == LabelRules(classFrom: "stem before _"))
    #expect(
      data.problems.skipped.map(\.description) == ["bird.png: no class in its name by --class-from 'stem before _'"])
  }

  @Test func `the same class in several folders is one, and a folder can be its group`() throws {
    try write(["x/7_0.png", "y/7_1.png", "y/8_0.png", "x/8_1.png"])
    #expect(try load(LabelRules(classFrom: "stem before _")).classes.map(\.name) == ["7", "8"])
    let grouped = try load(LabelRules(classFrom: "stem before _", groupFrom: "folder"))
    #expect(grouped.groups.map(\.name) == ["x", "y"])
    #expect(grouped.classes.map(\.name) == ["x 7", "x 8", "y 7", "y 8"])
    #expect(try load(LabelRules(groupFrom: "stem before _")).groups.map(\.name) == ["7", "8"])
  }

  @Test func `folders named like splits assign their files to them`() throws {
    try write(
      [
        "bounding_box_train/0002_1.png", "bounding_box_train/0002_2.png", "bounding_box_test/0007_1.png",
        "query/0007_2.png", "other/0009_1.png",
      ])
    let rules = try #require(try NameRules(LabelRules(classFrom: "stem before _")))
    let splits = try files(scratch.path).map { try rules.label(of: $0.path)?.split }
    #expect(splits == [.test, .training, .training, nil, .test])
  }

  @Test func `the innermost folder that is named after a split counts`() throws {
    let rules = try #require(try NameRules(LabelRules(classFrom: "stem before _")))
    func split(_ path: String) throws -> Split? {
      try rules.label(of: path.split(separator: "/").map { Array($0.utf8) })?.split
    }
    for top in ["base", "my training kit", "dev-kit", "trainval_v1"] {
      #expect(try split("\(top)/test/a_1.png") == .test && split("\(top)/train/a_1.png") == .training)
    }
  }

  @Test func `names of classes that hold splits are split by them`() throws {
    func splits(_ names: [String], _ rule: String) throws -> [[String]] {
      let folder = try ScratchFolder()
      for (index, name) in names.enumerated() {
        try folder.write(name, PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + index })
      }
      var options = DatasetOptions()
      options.labels = LabelRules(classFrom: rule)
      (options.toleratesFewClasses, options.trainingImages, options.validationImages) = (true, 1, 1)
      options.holdOut = .last(0)
      let data = try Dataset.load(path: folder.path, options: options)
      return [data.training, data.test].map { $0.map { data.classes[$0.index].name } }
    }
    let files = ["cat", "dog"].flatMap { name in (0..<4).map { "\($0 < 2 ? "train" : "test")_\(name)_\($0).png" } }
    let named = try splits(files, "stem without numbers")
    #expect(named == [["train_cat", "train_dog"], ["test_cat", "test_dog"]])
    #expect(try splits(files, "{split}_{class}_{number}") == [["cat", "dog"], []])
    let tests = files.filter { $0.hasPrefix("test") }
    #expect(try splits(tests, "stem without numbers") == [[], ["test_cat", "test_dog"]])
    // A class of such a name among others is ordinary.
    let others = ["bus_1.png", "bus_2.png", "test tube_1.png", "test tube_2.png"]
    #expect(try splits(others, "stem before _") == [["bus", "test tube"], []])
  }

  @Test func `a folder and an archive of it are the same dataset`() throws {
    let names = ["b_2.png", "b_10.png", "a_1.png", "a_0.png"]
    let contents = names.enumerated().map { index, _ in PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + index } }
    for (name, bytes) in zip(names, contents) { try scratch.write("flat/" + name, bytes) }
    var archive = ZipFile()
    for (name, bytes) in zip(names, contents).reversed() { archive.add("flat/" + name, bytes) }
    let path = try scratch.write("flat.zip", archive.bytes)
    let rules = LabelRules(classFrom: "{class}_{x}")
    let folder = try load(rules, path: scratch.path + "/flat")
    #expect(try load(rules, path: path).fingerprint == folder.fingerprint)
  }

  @Test func `rules have cached images of their own`() throws {
    try write(["a_x_0.png", "a_x_1.png", "a_y_0.png", "b_y_0.png"])
    let cache = ImageCache(folder: scratch.path + "-cache")
    defer { try? FileManager.default.removeItem(atPath: cache.folder) }
    for _ in 0..<2 {
      #expect(try load(LabelRules(classFrom: "stem before _"), cache: cache).classes.map(\.name) == ["a", "b"])
      #expect(
        try load(LabelRules(classFrom: "stem before last _"), cache: cache).classes.map(\.name) == [
          "a_x", "a_y", "b_y",
        ])
    }
    var options = DatasetOptions()
    (options.labels, options.cache, options.toleratesFewClasses) = (LabelRules(classFrom: "stem before _"), cache, true)
    let (_, survey) = try Dataset.loadSurveyed(path: scratch.path, options: options)
    #expect(
      survey.labels
        == LabelReport(
          rule: "--class-from 'stem before _'",
          examples: [
            .init(path: "a_x_0.png", className: "a", group: nil), .init(path: "b_y_0.png", className: "b", group: nil),
          ]))
  }

  @Test func `a rule that doesn't apply is an error, unless it is an earlier run's`() throws {
    try write(["images/a/0.png", "images/b/0.png"])
    let images = scratch.path + "/images"
    let list = try scratch.write("list.csv", Array("path,class\na/0.png,x\nb/0.png,y\n".utf8))
    var options = DatasetOptions()
    (options.holdOut, options.toleratesFewClasses) = (.last(0), true)
    for (path, labels) in [
      (list, LabelRules(classFrom: "folder")), (images, LabelRules(columns: "a,b")),
      (images, LabelRules(root: "/")), (list, LabelRules(groupFrom: "folder")),
    ] {
      (options.labels, options.hasRecordedLabels) = (labels, false)
      let error = #expect(throws: DataError.self) { try Dataset.load(path: path, options: options) }
      #expect(error.map { isGoodLine($0, naming: path) } == true)
      options.hasRecordedLabels = true
      let data = try Dataset.load(path: path, options: options)
      #expect(data.classes.count == 2 && data.labels == nil)
    }
  }

  @Test func `the junk of Market-1501 is warned of, and the advice excludes it`() throws {
    try write(["0000_c1.png", "-1_c1.png", "0002_c1.png", "0007_c1.png"])
    let warning = try load(LabelRules(classFrom: "stem before _")).problems.namesWarning ?? ""
    #expect(warning.contains("-1 and 0000"))
    let rule = try #require(warning.split(separator: "'").dropFirst().first)
    let data = try load(LabelRules(classFrom: String(rule)))
    #expect(data.classes.map(\.name) == ["0002", "0007"] && data.problems.namesWarning == nil)
  }

  @Test func `an invalid rule is bad data where the command line didn't check it`() throws {
    try write(["a_0.png"])
    let error = #expect(throws: DataError.self) { try load(LabelRules(classFrom: "regex:(")) }
    #expect(error.map { isGoodLine($0, naming: scratch.path) } == true)
  }
}
