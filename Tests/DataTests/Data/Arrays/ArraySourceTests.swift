import Foundation
import SiamCore
import Testing

@testable import SiamData

struct ArraySourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private let images = NPYFile.images([4, 2, 3])
  private let labels = NPYFile.labels([1, 0, 11, 1])

  /// The class names of an `.npz` with these arrays.
  private func classes(_ arrays: [(String, [UInt8])]) throws -> [String?] {
    try files(scratch.write("set.npz", NPYFile.archive(arrays.map { (name: $0.0, file: $0.1) }))).map(\.className)
  }

  @Test(arguments: [
    ("images", "labels"), ("x", "y"), ("X", "y"), ("data", "target"), ("arr_0", "arr_1"), ("arr_1", "arr_0"),
    ("features", "classes"), ("digits", "digits_of"), ("imgs", "lbls"),
  ])
  func `arrays are found by any names, or by their shapes`(x: String, y: String) throws {
    #expect(try classes([(y, labels), (x, images)]) == ["01", "00", "11", "01"])
    #expect(try DataLocation(scratch.path + "/set.npz").layout == .arrays)
  }

  @Test(arguments: ["images.npy labels.npy", "X.npy y.npy", "a/x_train.npy a/y_train.npy", "x.npy.gz y.npy"])
  func `files of arrays in a folder are a dataset, and each stands for its pair`(names: String) throws {
    let names = names.split(separator: " ").map(String.init)
    let packed = names[0].hasSuffix(".gz") ? GzipFile.of(images) : images
    let paths = [try scratch.write(names[0], packed), try scratch.write(names[1], labels)]
    for path in paths + [scratch.path] {
      #expect(try DataLocation(path).layout == .arrays)
      #expect(try files(path).map(\.className) == ["01", "00", "11", "01"])
    }
  }

  @Test func `splits are found in the names of arrays, files and folders`() throws {
    func splits(_ path: String) throws -> [Split?] {
      try files(path).map { $0.label?.split }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    let pairs: [(String, [UInt8])] = ["val", "test", "train"].flatMap {
      [("\($0)_images", images), ("\($0)_labels", NPYFile.of("|u1", [4, 1], [1, 0, 2, 1]))]
    }
    let path = try scratch.write("med.npz", NPYFile.archive(pairs.map { (name: $0.0, file: $0.1) }))
    #expect(try splits(path) == [.training, .validation, .test])
    for split in ["test", "train"] {
      try scratch.write("k/kmnist-\(split)-imgs.npz", NPYFile.archive([("arr_0", images)]))
      try scratch.write("k/kmnist-\(split)-labels.npz", NPYFile.archive([("arr_0", labels)]))
      try scratch.write("tree/\(split)/images.npy", images)
      try scratch.write("tree/\(split)/labels.npy", labels)
      try scratch.write("files/\(split).npz", NPYFile.archive([("x", images), ("y", labels)]))
    }
    for folder in ["k", "tree", "files"] { #expect(try splits(scratch.path + "/" + folder) == [.training, .test]) }
    // Training data alone is ordinary data, and test data alone is not trained on.
    #expect(try splits(scratch.path + "/k/kmnist-train-imgs.npz") == [nil])
    #expect(try splits(scratch.path + "/files/test.npz") == [nil])
    #expect(try splits(scratch.path + "/k/kmnist-test-imgs.npz") == [.test])
    let tests = try scratch.write("x.npz", NPYFile.archive([("X_test", images), ("y_test", labels)]))
    #expect(try splits(tests) == [.test])
    for name in ["X_test2", "testset_images", "X_query"] {
      let label = name.replacing("X", with: "y").replacing("images", with: "labels")
      #expect(try splits(scratch.write("y.npz", NPYFile.archive([(name, images), (label, labels)]))) == [.test])
    }
  }

  @Test func `arrays in a zip or a tar are read, and one of them stands for its pair`() throws {
    var (zip, tar) = (ZipFile(), TarFile())
    for (name, file) in [("set/images.npy", images), ("set/labels.npy", labels)] {
      zip.add(name, file)
      tar.add(name, file)
    }
    let paths = [
      try scratch.write("set.zip", zip.bytes), try scratch.write("set.tar", tar.closed),
      try scratch.write("set.tar.gz", GzipFile.of(tar.closed)),
    ]
    for path in paths + [paths[0] + "/set/images.npy", paths[1] + "/set"] {
      #expect(try DataLocation(path).layout == .arrays)
      #expect(try files(path).map(\.className) == ["01", "00", "11", "01"])
    }
  }

  @Test func `names of classes are read from an array of text or a list`() throws {
    let names = NPYFile.of("|S2", [3], Array("acbbcc".utf8))
    let few = NPYFile.labels([1, 0, 2, 1])
    #expect(try classes([("images", images), ("labels", few), ("class_names", names)]) == ["bb", "ac", "cc", "bb"])
    #expect(try classes([("x", images), ("y", few), ("classes", names)]) == ["bb", "ac", "cc", "bb"])
    // Too few names, and equal names.
    #expect(try classes([("x", images), ("y", labels), ("label_names", names)])[0] == "01")
    #expect(try classes([("x", images), ("y", few), ("names", NPYFile.of("|S1", [3], [65, 66, 65]))])[0] == "1")
    try scratch.write("k/k49-train-imgs.npz", NPYFile.archive([("arr_0", images)]))
    try scratch.write("k/k49-train-labels.npz", NPYFile.archive([("arr_0", few)]))
    try scratch.write("k/k49_classmap.csv", Array("index,codepoint,char\n0,U+3042,あ\r\n1,U+3044,い\n2,U+3046,う\n".utf8))
    #expect(try files(scratch.path + "/k").map(\.className) == ["い", "あ", "う", "い"])
  }

  @Test func `rows of values are square images`() throws {
    func image(_ columns: Int) throws -> DecodedImage? {
      let path = try scratch.write(
        "set.npz", NPYFile.archive([("x", NPYFile.images([2, columns])), ("y", NPYFile.labels([0, 1]))]))
      return try files(path)[0].image
    }
    #expect(try image(9)?.width == 3 && image(9)?.channels == .grey)
    #expect(try image(12)?.pixels == [0, 12, 24, 3, 15, 27, 6, 18, 30, 9, 21, 33])
    #expect(throws: DataError.self) { try image(10) }
  }

  @Test func `several datasets are an error that names them`() throws {
    for name in ["pathmnist", "bloodmnist"] {
      try scratch.write("\(name).npz", NPYFile.archive([("train_images", images), ("train_labels", labels)]))
    }
    #expect(try failure(scratch.path) == .severalSets(path: scratch.path, names: ["bloodmnist.npz", "pathmnist.npz"]))
    #expect(try files(scratch.path + "/pathmnist.npz").count == 4)
  }

  @Test func `what is missing or doesn't fit is an error that says what to do`() throws {
    let cases: [([(String, [UInt8])], String)] = [
      ([("images", images)], "no labels"), ([("y", labels)], "holds images"), ([], "no images"),
      ([("x", images), ("y", NPYFile.labels([1, 2, 3, 4, 5]))], "4 images"),
      ([("x", NPYFile.images([4, 2, 3, 4])), ("y", labels)], "4×2×3×4"),
      ([("x", images), ("y", NPYFile.of("<f4", [4], (0..<16).map { $0 * 7 }))], "not a whole number"),
      ([("x", images), ("y", NPYFile.of("|u1", [4, 2], [0, 1, 1, 0, 1, 1, 0, 1]))], "not exactly one"),
      ([("x", images), ("y_coarse", labels), ("y_fine", labels)], "several arrays of labels"),
      ([("x", images), ("data", images), ("y", labels)], "several arrays of images"),
    ]
    for (arrays, reason) in cases {
      let path = try scratch.write("set.npz", NPYFile.archive(arrays.map { (name: $0.0, file: $0.1) }))
      let error = try failure(path)
      #expect(isGoodLine(error, naming: path) && error.description.contains(reason), "\(error)")
    }
  }

  @Test func `an image without a label is skipped`() throws {
    let path = try scratch.write(
      "set.npz", NPYFile.archive([("x", NPYFile.images([2, 2, 2])), ("y", NPYFile.of("|S1", [2], [0, 65]))]))
    #expect(try files(path).map(\.reason) == ["an empty label", nil])
  }

  @Test func `folders of one array for each image are refused with what to do`() throws {
    for name in ["cat/0.npy", "cat/1.npy", "dog/0.npy"] { try scratch.write(name, NPYFile.images([8, 8, 3])) }
    let error = try failure(scratch.path)
    #expect(error.description.contains("one array for each image"), "\(error)")
  }

  @Test func `images in class folders come before an array beside them`() throws {
    try scratch.write("features.npy", NPYFile.images([8, 8]))
    try scratch.write("cat/0.png", [1])
    #expect(try DataLocation(scratch.path).layout == .folder)
  }
}
