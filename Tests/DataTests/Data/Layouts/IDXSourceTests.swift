import Foundation
import SiamCore
import Testing

@testable import SiamData

struct IDXSourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func write(_ prefix: String, labels: [UInt8], separator: String = "-") throws {
    try scratch.write("\(prefix)images\(separator)idx3-ubyte", IDXFile.images(labels.count))
    try scratch.write("\(prefix)labels\(separator)idx1-ubyte", IDXFile.labels(labels))
  }

  @Test func `a folder of pairs is read as one dataset, training first`() throws {
    try write("t10k-", labels: [1, 10])
    try write("train-", labels: [5, 0, 5])
    #expect(try DataLocation(scratch.path).layout == .idx)
    let found = try files(scratch.path)
    #expect(found.map(\.className) == ["05", "00", "05", "01", "10"])
    #expect(
      found.map(\.name) == [
        "train-images-idx3-ubyte/0", "train-images-idx3-ubyte/1", "train-images-idx3-ubyte/2",
        "t10k-images-idx3-ubyte/0", "t10k-images-idx3-ubyte/1",
      ])
    #expect(found[1].image == DecodedImage(width: 3, height: 3, pixels: Array(9..<18)))
    #expect(found.allSatisfy { $0.groupName == nil })
    #expect(found.map { $0.label?.split } == [.training, .training, .training, .test, .test])
    #expect(try files(scratch.path + "/train-images-idx3-ubyte").allSatisfy { $0.label?.split == nil })
  }

  @Test(arguments: ["train-images.idx3-ubyte", "train-images-idx3-ubyte.gz", "images-idx3-ubyte"])
  func `other spellings are found, and a file of images stands for its pair`(name: String) throws {
    let images = IDXFile.images(2)
    let labels = IDXFile.labels([3, 4])
    let isPacked = name.hasSuffix(".gz")
    let path = try scratch.write(name, isPacked ? GzipFile.of(images) : images)
    try scratch.write(
      name.replacing("images", with: "labels").replacing("idx3", with: "idx1"), isPacked ? GzipFile.of(labels) : labels)
    try write("t10k-", labels: [1])
    #expect(try DataLocation(path).layout == .idx)
    #expect(try files(path).map(\.className) == ["3", "4"])
    // Without the extension, so that compressed files are the same data.
    #expect(try files(path)[0].name == name.replacing(".gz", with: "") + "/0")
  }

  @Test func `a fourth dimension is colour`() throws {
    let path = try scratch.write("a-images-idx4-ubyte", IDXFile.images(2, channels: 3))
    try scratch.write("a-labels-idx1-ubyte", IDXFile.labels([0, 1]))
    let found = try files(path)
    #expect(found[1].image == DecodedImage(width: 3, height: 3, channels: .rgb, pixels: Array(27..<54)))
    try scratch.write("a-images-idx4-ubyte", IDXFile.images(2, channels: 4))
    #expect(
      try failure(path)
        == .wrongLayout(path: path, layout: .idx, reason: "4 channels; expected 1 or 3"))
  }

  @Test func `plain files are preferred over compressed ones`() throws {
    try write("train-", labels: [1, 2])
    try scratch.write("train-images-idx3-ubyte.gz", [0])
    try scratch.write("train-labels-idx1-ubyte.gz", [0])
    #expect(try files(scratch.path).count == 2)
  }

  @Test func `several datasets in a folder are an error that names them`() throws {
    try write("emnist-letters-train-", labels: [1])
    try write("emnist-letters-test-", labels: [1])
    try write("emnist-digits-train-", labels: [1])
    let error = try failure(scratch.path)
    #expect(error == .severalSets(path: scratch.path, names: ["emnist-digits", "emnist-letters"]))
    #expect(isGoodLine(error, naming: scratch.path))
    #expect(try files(scratch.path + "/emnist-digits-train-images-idx3-ubyte").count == 1)
  }

  @Test func `images without labels are an error`() throws {
    let path = try scratch.write("train-images-idx3-ubyte", IDXFile.images(2))
    for input in [path, scratch.path] { #expect(try failure(input) == .missingLabels(path: path)) }
    let other = try scratch.write("digits", IDXFile.images(2))
    #expect(try failure(other) == .missingLabels(path: other))
  }

  @Test func `counts that differ are an error`() throws {
    try write("train-", labels: [1, 2])
    let labels = try scratch.write("train-labels-idx1-ubyte", IDXFile.labels([1, 2, 3]))
    guard case .damaged(labels, .idx, _) = try failure(scratch.path) else {
      Issue.record("no error of the counts")
      return
    }
  }

  @Test(arguments: [false, true])
  func `a truncated or too long file is rejected`(isPacked: Bool) throws {
    let ending = isPacked ? ".gz" : ""
    func packed(_ bytes: [UInt8]) -> [UInt8] { isPacked ? GzipFile.of(bytes) : bytes }
    let images = packed(IDXFile.images(3))
    let labels = packed(IDXFile.labels([0, 1, 2]))
    let imagesPath = try scratch.write("images-idx3-ubyte" + ending, images)
    let labelsPath = try scratch.write("labels-idx1-ubyte" + ending, labels)
    #expect(try files(imagesPath).count == 3)
    for (path, whole) in [(imagesPath, images), (labelsPath, labels)] {
      let longer = isPacked ? GzipFile.of([7]) : [7]
      for bytes in (0..<whole.count).map({ Array(whole.prefix($0)) }) + [whole + longer] {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let error = try failure(imagesPath)
        guard isGoodLine(error, naming: path) else {
          Issue.record("\(bytes.count) of \(whole.count) bytes: \(error)")
          continue
        }
      }
      try Data(whole).write(to: URL(fileURLWithPath: path))
    }
  }

  @Test func `a header with excessive sizes is rejected before anything is read`() throws {
    try scratch.write("labels-idx1-ubyte", IDXFile.labels([1]))
    for sizes in [
      [1 << 31, 28, 28], [1, 1 << 31, 1 << 31], [4_294_967_295, 4_294_967_295, 4_294_967_295], [1, 0, 5],
    ] {
      for isPacked in [false, true] {
        let file = IDXFile.of(sizes, [1, 2, 3])
        let path = try scratch.write(
          isPacked ? "images-idx3-ubyte.gz" : "images-idx3-ubyte", isPacked ? GzipFile.of(file) : file)
        #expect(isGoodLine(try failure(path), naming: scratch.path))
        try FileManager.default.removeItem(atPath: path)
      }
    }
    let labels = try scratch.write("labels-idx1-ubyte", IDXFile.of([1 << 31], [1]))
    let images = try scratch.write("images-idx3-ubyte", IDXFile.images(1))
    #expect(isGoodLine(try failure(images), naming: labels))
  }

  @Test func `a file that is not IDX with unsigned bytes is an error`() throws {
    try scratch.write("labels-idx1-ubyte", IDXFile.labels([1]))
    for bytes in [Array("P5 28 28".utf8), IDXFile.of([1, 2, 2], [0, 0, 0, 0], type: 0x0D), IDXFile.labels([1])] {
      let path = try scratch.write("images-idx3-ubyte", bytes)
      guard case .wrongLayout(path, .idx, _) = try failure(path) else {
        Issue.record("\(bytes.prefix(4)) was accepted")
        continue
      }
    }
  }
}
