import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Folders that are named after splits.
struct SplitFolderTests {
  /// Loads images at some paths from a folder and from a zip, which must be equal; each image is different.
  private func load(
    _ folders: [String], images: Int = 3, options: DatasetOptions = DatasetOptions()
  ) throws -> Dataset {
    let scratch = try ScratchFolder()
    var zip = ZipFile()
    for (index, folder) in folders.enumerated() {
      for image in 0..<images {
        let file = PNGFile.grey(12, 12) { x, y in x == index % 12 || y == image + index / 12 ? 0 : 255 }
        try scratch.write("data/\(folder)/\(image).png", file)
        zip.add("\(folder)/\(image).png", file)
      }
    }
    let path = try scratch.write("data.zip", zip.bytes)
    let data = try Dataset.load(path: scratch.path + "/data", options: options)
    let zipped = try Dataset.load(path: path, options: options)
    #expect(zipped.fingerprint == data.fingerprint && zipped.classes == data.classes && zipped.split == data.split)
    #expect(zipped.recognition == data.recognition)
    return data
  }

  private func names(_ data: Dataset, _ split: Split) -> [String] {
    data.classes(of: split).map { data.classes[$0.index].name }
  }

  private static let same = ["a", "b", "c", "d", "e"]

  @Test(arguments: [
    ("train", "test"), ("Training", "Testing"), ("TRAIN", "EVAL"), ("training_set", "test_set"),
    ("data/images/train", "data/images/test"), ("train/train", "test/test"), ("seg_train", "seg_test"),
    ("seg_train/seg_train", "seg_test/seg_test"), ("train_dir", "test_dir"), ("mydata-train", "mydata-test"),
    ("train", "test-clean"), ("train", "test_a"), ("train", "test(1)"), ("train", "holdout"), ("01_train", "02_test"),
    ("train", "unseen_test"), ("trainset", "testset"), ("trainImages", "testImages"), ("base", "novel"),
    ("images_background", "images_evaluation"), ("train", "query"), ("old_train", "test"),
  ])
  func `the same classes in train and test are one class each, and test images are not trained on`(
    train: String, test: String
  ) throws {
    let data = try load([train, test].flatMap { split in Self.same.map { split + "/" + $0 } })
    #expect(data.sourceClasses.map(\.name) == Self.same && data.groups.isEmpty)
    #expect(names(data, .training) == ["a", "b", "c"] && names(data, .validation) == ["d", "e"] && data.test.isEmpty)
    #expect(data.training.map { data.images(of: $0).count } == [3, 3, 3])
    #expect(data.validation.map { data.images(of: $0).count } == [6, 6])
    let parts = [train, test].compactMap { $0.split(separator: "/").last }.joined(separator: " and ")
    #expect(data.recognition == "2 splits × 5 classes, from the folders \(parts)")
    #expect(data.splitNote?.contains("no image of a test split is trained on") == true)
  }

  @Test func `the images that are trained on are those of the training folder`() throws {
    let data = try load(["train", "test"].flatMap { split in Self.same.map { split + "/" + $0 } })
    // The test images of a class are written later, with a line in another column.
    let lines = Set(
      data.training.flatMap(data.images).map { image in
        (0..<28).map { data.picture(image)?.pixels[27 * 28 + $0] }
      })
    let unused = data.classes.filter { item in
      !(data.training + data.validation).contains(item.id)
    }
    #expect(unused.map(\.name) == ["a", "b", "c"] && unused.map(\.images.count) == [3, 3, 3])
    for image in unused.flatMap({ data.images(of: $0.id) }) {
      #expect(!lines.contains((0..<28).map { data.picture(image)?.pixels[27 * 28 + $0] }))
    }
  }

  @Test func `classes of their own in every split stay there`() throws {
    let folders = ["a", "b", "c", "d"].map { "train/" + $0 } + ["e", "f"].map { "val/" + $0 } + ["test/g", "test/h"]
    let data = try load(folders)
    #expect(names(data, .training) == ["a", "b", "c", "d"] && names(data, .validation) == ["e", "f"])
    #expect(names(data, .test) == ["g", "h"] && data.problems.isEmpty)
    #expect(data.recognition == "3 splits of 4, 2 and 2 classes, from the folders train, val and test")
    #expect(data.recognitionNote == nil && data.splitNote == data.recognition)
    // Options still apply.
    var options = DatasetOptions()
    options.holdOut = .named(["a", "b"])
    #expect(try names(load(folders, options: options), .training) == ["c", "d", "e", "f"])
    // A run of before, whose groups were the folders.
    options = DatasetOptions()
    options.restoredSplit = SplitDescription(rule: "old", unit: .group, validation: ["val"], test: ["test"])
    let restored = try load(folders, options: options)
    #expect(names(restored, .validation) == ["e", "f"] && names(restored, .test) == ["g", "h"])
  }

  @Test func `with train and test alone, validation classes are chosen from train`() throws {
    let data = try load((0..<12).map { "train/c\($0 + 10)" } + ["test/x", "test/y"])
    #expect(names(data, .validation) == ["c20", "c21"] && names(data, .test) == ["x", "y"])
    #expect(data.training.count == 10)
  }

  @Test func `groups may lie inside the splits, or the splits inside groups or classes`() throws {
    var options = DatasetOptions()
    options.toleratesFewClasses = true
    let inside = try load(
      ["train/A/a", "train/A/b", "train/B/c", "test/A/a", "test/A/b", "test/B/c"], options: options)
    #expect(inside.groups.map(\.name) == ["A", "B"] && inside.sourceClasses.map(\.name) == ["A a", "A b", "B c"])
    #expect(
      names(inside, .training) == ["A a", "A b"] && inside.training.map { inside.images(of: $0).count } == [3, 3])
    let outside = try load(
      ["A/train/a", "A/train/b", "B/train/c", "B/test/c", "A/test/a", "A/test/b", "B/test/d", "B/test/e"],
      options: options)
    #expect(outside.groups.map(\.name) == ["A", "B"])
    #expect(outside.sourceClasses.map(\.images.count) == [6, 6, 6, 3, 3] && names(outside, .test) == ["B d", "B e"])
    let below = try load(Self.same.flatMap { ["\($0)/train", "\($0)/test"] })
    #expect(below.sourceClasses.map(\.name) == Self.same && names(below, .training) == ["a", "b", "c"])
  }

  @Test func `classes that are partly in several splits are treated alike`() throws {
    let folders = ["a", "b", "c", "d"].map { "train/" + $0 } + ["a", "b", "x", "y"].map { "test/" + $0 }
    let data = try load(folders)
    #expect(names(data, .test) == ["x", "y"] && names(data, .validation) == ["c", "d"])
    #expect(names(data, .training) == ["a", "b"] && data.training.map { data.images(of: $0).count } == [3, 3])
    #expect(data.recognition == "2 splits of 4 and 4 classes, from the folders train and test")
    #expect(data.recognitionNote?.hasPrefix("2 classes are in several splits, so they are merged") == true)
  }

  @Test func `a single split, or a class with such a name, is an ordinary folder`() throws {
    let wrapped = try load(Self.same.map { "train/" + $0 })
    #expect(wrapped.classes.map(\.name) == Self.same && wrapped.splitNote == nil)
    #expect(wrapped.recognition == "5 classes, from the names of the folders that the images are in")
    let vehicles = try load(["bus", "car", "plane", "train"])
    #expect(vehicles.classes.map(\.name) == ["bus", "car", "plane", "train"])
  }

  @Test func `classes and groups whose names hold such a word are ordinary`() throws {
    for names in [["bus", "car", "test", "train"], ["model train", "test tube"], ["pilot", "test pilot", "train"]] {
      #expect(try load(names).classes.map(\.name) == names)
    }
    let groups = try load(["birds/a", "birds/b", "test pilots/c", "test pilots/d", "trains/e", "trains/f"])
    #expect(groups.groups.map(\.name) == ["birds", "test pilots", "trains"] && groups.splitNote == nil)
    // What is trained on and could be test data is named.
    #expect(groups.problems.trainedTests == ["group test pilots"])
    let classes = try load(["apple", "cherry", "test", "window", "yard"])
    #expect(
      classes.problems.lines.first?.hasPrefix("named like test data, but used for training or validation: class test; ")
        == true)
    #expect(!classes.problems.isEmpty)
  }

  @Test func `test folders are not trained on if no folder is named after training`() throws {
    let single = try load(Self.same.flatMap { ["pictures/\($0)", "test/\($0)"] })
    #expect(single.sourceClasses.map(\.name) == Self.same && single.training.count == 3)
    #expect(single.training.allSatisfy { single.images(of: $0).count == 3 })
    #expect(single.recognition == "2 splits × 5 classes, from the folders pictures and test")
    let several = try load(["Greek/a", "Greek/b", "Latin/a", "Latin/b", "Thai/a", "Thai/b", "test/x", "test/y"])
    #expect(several.groups.map(\.name) == ["Greek", "Latin", "Thai"] && names(several, .test) == ["x", "y"])
    #expect(names(several, .training) == ["Greek a", "Greek b", "Latin a", "Latin b"])
    #expect(several.problems.isEmpty)
  }

  @Test func `a vague or longer name beside train doesn't drop other groups`() throws {
    for names in [["gallery", "museum", "street", "train"], ["bus", "lorry", "test car", "train"]] {
      let data = try load(names.flatMap { ["\($0)/a", "\($0)/b"] })
      #expect(data.groups.map(\.name) == names && data.problems.skippedCount == 0)
    }
    #expect(try load(["test tube", "train"]).classes.map(\.name) == ["test tube", "train"])
    let clean = try load(["extra/x", "test-clean/a", "test-clean/b", "train/a", "train/b", "train/c", "train/d"])
    #expect(clean.training.map { clean.images(of: $0).count } == [3, 3] && clean.problems.skippedCount == 3)
  }

  @Test func `one class of test images doesn't hinder training`() throws {
    let data = try load((0..<6).map { "train/c\($0)" } + ["test/unknown"])
    #expect(data.test.isEmpty && data.training.count == 4 && data.validation.count == 2)
    #expect(
      data.problems.lines == ["1 test class of the data itself not used by this split; they are never trained on"])
    var options = DatasetOptions()
    options.restoredSplit = data.split
    #expect(try load((0..<6).map { "train/c\($0)" } + ["test/unknown"], options: options).training.count == 4)
  }

  @Test func `test folders that lie deeper don't outvote the training folder`() throws {
    let data = try load(Self.same.flatMap { ["train/\($0)", "test/sub/\($0)"] })
    #expect(data.training.count == 3 && data.training.allSatisfy { data.images(of: $0).count == 3 })
  }

  @Test func `splits may lie at different depths`() throws {
    for (train, test) in [("train", "wrap/test"), ("wrap/train", "test"), ("a/train", "b/c/test")] {
      let data = try load([train, test].flatMap { split in Self.same.map { split + "/" + $0 } })
      #expect(data.sourceClasses.map(\.name) == Self.same && data.problems.skippedCount == 0)
      #expect(data.training.map { data.images(of: $0).count } == [3, 3, 3] && data.test.isEmpty)
    }
  }

  @Test func `data that is all for tests is evaluated on, and not trained on`() throws {
    for top in ["test", "data/testing", "eval/images", "test_a"] {
      let folders = Self.same.map { top + "/" + $0 }
      let error = #expect(throws: DataError.self) { try load(folders) }
      #expect(error?.description.contains("5 test classes, and nothing named test is trained on") == true)
      var options = DatasetOptions()
      options.toleratesFewClasses = true
      #expect(try names(load(folders, options: options), .test) == Self.same)
    }
    #expect(throws: DataError.self) { try load(["test_a/x", "test_a/y", "test_b/x", "test_b/z"]) }
    // Of data whose own path is named test, that is said.
    let scratch = try ScratchFolder()
    for (name, contents) in smallTree(groups: [nil], classes: Self.same, images: 3) {
      try scratch.write("test_set/" + name, contents)
      try scratch.write("Test/train/" + name, contents)
      try scratch.write("Test/test/" + name, contents)
    }
    #expect(
      try Dataset.load(path: scratch.path + "/test_set").problems.lines == [
        "the data is named like test data, and is trained on"
      ])
    #expect(try Dataset.load(path: scratch.path + "/Test").problems.isEmpty)
    // Inside a folder of this name, folders named after splits are the splits.
    let inner = try load(["test/train/a", "test/train/b", "test/train/c", "test/train/d", "test/test/e", "test/test/f"])
    #expect(names(inner, .test) == ["e", "f"] && names(inner, .training) == ["a", "b"])
  }

  @Test func `folders beside the splits are skipped, which is reported`() throws {
    let data = try load(["train/a", "train/b", "train/c", "train/d", "test/e", "test/f", "extra/a", "extra/z"])
    #expect(data.sourceClasses.map(\.name) == ["a", "b", "c", "d", "e", "f"])
    #expect(data.problems.skippedCount == 6 && data.source.origin.otherFolders == ["extra"])
    #expect(
      data.problems.lines.first
        == "6 files skipped: beside the folders of the splits (extra/a/0.png, extra/a/1.png, extra/a/2.png "
        + "and 3 more); move its folder into one of them")
  }

  @Test func `test images without a class folder are skipped, however many they are`() throws {
    let scratch = try ScratchFolder()
    for (name, contents) in smallTree(groups: [nil], classes: Self.same, images: 2, folder: "train/") {
      try scratch.write(name, contents)
    }
    let image = PNGFile.grey(9, 9) { x, y in x * y }
    for number in 0..<30 { try scratch.write("test/\(number).png", image) }
    let data = try Dataset.load(path: scratch.path)
    #expect(data.classes.map(\.name) == Self.same)
    #expect(data.problems.kinds.map(\.reason) == ["in the folder of a split, but not in a class folder"])
    // Without class folders at all, nothing can be used.
    let flat = try ScratchFolder()
    for number in 0..<3 {
      for split in ["train", "test"] { try flat.write("\(split)/\(number).png", image) }
    }
    let error = #expect(throws: DataError.self) { try Dataset.load(path: flat.path) }
    #expect(error?.description.contains("6 images without class folders") == true, "\(String(describing: error))")
  }

  @Test func `images at another depth are skipped with their depth`() throws {
    let data = try load(Self.same + ["c/session1"])
    #expect(
      data.problems.kinds.map(\.reason) == ["in 2 folders, where most images are in 1"]
        && data.problems.kinds.map(\.remedy) == ["move it to the same depth"])
  }

  @Test func `the splits are found again in the cache`() throws {
    let scratch = try ScratchFolder()
    for (name, contents) in smallTree(groups: ["train", "test"], classes: Self.same, images: 2) {
      try scratch.write("data/" + name, contents)
    }
    try scratch.write("data/extra/a/0.png", PNGFile.grey(9, 9) { x, y in x * y })
    try scratch.write("data/train/a/old.gif", Array("GIF89a".utf8))
    var options = DatasetOptions()
    options.cache = ImageCache(folder: scratch.path + "/cache")
    let first = try Dataset.load(path: scratch.path + "/data", options: options)
    let second = try Dataset.load(path: scratch.path + "/data", options: options)
    #expect(second.classes == first.classes && second.problems == first.problems && second.split == first.split)
    #expect(second.fingerprint == first.fingerprint && second.recognition == first.recognition)
    #expect(second.problems.kinds.count == 2 && second.training.map { second.images(of: $0).count } == [2, 2, 2])
    // Without the cache, the same.
    let plain = try Dataset.load(path: scratch.path + "/data")
    #expect(plain.fingerprint == first.fingerprint && plain.problems == first.problems)
  }

  @Test func `an image in train and test is reported as such`() throws {
    let scratch = try ScratchFolder()
    for (name, contents) in smallTree(groups: ["train", "test"], classes: Self.same, images: 2) {
      try scratch.write(name, contents)
    }
    let copy = PNGFile.grey(14, 14) { x, y in x == 9 || y == 9 ? 0 : 255 }
    try scratch.write("train/a/copy.png", copy)
    // A skipped file is not in the data.
    try scratch.write("extra/a/copy.png", copy)
    try scratch.write("test/a/same.png", copy)
    let survey = try Dataset.loadSurveyed(path: scratch.path).survey
    #expect(survey.duplicates.acrossSplits == [["test/a/same.png", "train/a/copy.png"]])
    #expect(survey.duplicates.acrossClassesCount == 0 && survey.duplicates.withinClassCount == 1)
  }
}
