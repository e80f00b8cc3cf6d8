import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Datasets from sources that label their images: IDX, CIFAR and manifests.
struct LabelledTests {
  private let scratch: ScratchFolder
  private let loose: DatasetOptions

  init() throws {
    scratch = try ScratchFolder()
    var options = DatasetOptions()
    (options.holdOut, options.toleratesFewClasses) = (.last(0), true)
    loose = options
  }

  @Test func `IDX labels become classes in the file's order`() throws {
    let labels: [UInt8] = [1, 0, 11, 1, 0]
    try scratch.write("train-images-idx3-ubyte", IDXFile.images(5, side: 4))
    try scratch.write("train-labels-idx1-ubyte", IDXFile.labels(labels))
    try scratch.write("t10k-images-idx3-ubyte", IDXFile.images(1, side: 4))
    try scratch.write("t10k-labels-idx1-ubyte", IDXFile.labels([11]))
    var options = loose
    (options.side, options.isInverted) = (4, false)
    let data = try Dataset.load(path: scratch.path, options: options)
    // The images of the test files are never trained on: they are a class of their own.
    #expect(data.classes.map(\.name) == ["00", "01", "11", "11"])
    #expect(data.classes.map(\.images.count) == [2, 2, 1, 1])
    #expect(data.groups.isEmpty && data.problems.skippedCount == 0)
    let first = (0..<6).map { data.picture(ImageID($0))?.pixels[0] }
    #expect(first == [16, 64, 0, 48, 32, 0])
  }

  @Test func `CIFAR-100's coarse labels are groups, which are validated on as a whole`() throws {
    let labels: [(coarse: UInt8, fine: UInt8)] = [(0, 3), (0, 3), (0, 4), (0, 4), (1, 9), (1, 9), (1, 8), (1, 8)]
    var records: [UInt8] = []
    for label in labels {
      records += [label.coarse, label.fine]
      records += [UInt8](repeating: label.fine, count: 3_072)
    }
    try scratch.write("train.bin", records)
    var options = DatasetOptions()
    options.holdOut = .last(1)
    let data = try Dataset.load(path: scratch.path, options: options)
    #expect(data.groups.map(\.name) == ["00", "01"])
    #expect(data.classes.map(\.name) == ["00 03", "00 04", "01 08", "01 09"])
    #expect(data.validation == [ClassID(2), ClassID(3)])
  }

  /// Writes a manifest with two images for each of these lines.
  private func manifest(_ lines: [String]) throws -> String {
    var text = "path,class,group,split\n"
    for (index, line) in lines.enumerated() {
      for image in 0..<2 {
        let name = "\(index)-\(image).png"
        try scratch.write(name, PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + index + image })
        text += name + "," + line + "\n"
      }
    }
    return try scratch.write("list.csv", Array(text.utf8))
  }

  @Test func `a manifest's groups and split are the dataset's`() throws {
    let path = try manifest([
      "ox,animals,train", "ant,animals,train", "car,,val", "van,,val", "jug,things,test", "mug,things,test",
    ])
    let data = try Dataset.load(path: path)
    #expect(data.classes.map(\.name) == ["car", "van", "animals ant", "animals ox", "things jug", "things mug"])
    #expect(data.classes.map(\.group) == [nil, nil, 0, 0, 1, 1])
    #expect(data.training == [ClassID(2), ClassID(3)])
    #expect(data.validation == [ClassID(0), ClassID(1)])
    #expect(data.test == [ClassID(4), ClassID(5)])
    #expect(data.split.rule == "validation: the data's own split; test: the data's own split")
  }

  @Test func `the classes of a manifest that are in several splits are merged, and test images are not trained on`()
    throws
  {
    let path = try manifest([
      "a,,train", "b,,train", "c,,val", "a,,test", "d,,val", "e,,", "b,,val", "f,,test", "g,,test",
    ])
    let data = try Dataset.load(path: path)
    // c and d are only validated on, f and g only tested on; a has two images that aren't trained on.
    func names(_ split: Split) -> [String] { data.classes(of: split).map { data.classes[$0.index].name } }
    #expect(names(.training) == ["a", "b", "e"] && names(.validation) == ["c", "d"] && names(.test) == ["f", "g"])
    #expect(data.training.map { data.images(of: $0).count } == [2, 4, 2])
    #expect(data.imageCount == 18 && data.sourceClasses.map(\.images.count) == [4, 4, 2, 2, 2, 2, 2])
    #expect(data.recognition == "3 splits of 3, 3 and 3 classes, from the data's labels")
    let note = try #require(data.splitNote)
    #expect(note.contains("2 classes are in several splits") && note.contains("no image of a test split is trained on"))
    var options = DatasetOptions()
    options.holdOut = .named(["d", "e"])
    let requested = try Dataset.load(path: path, options: options)
    #expect(requested.validation.map { requested.classes[$0.index].name } == ["d", "e"])
    for split in Split.allCases {
      for other in Split.allCases where other != split {
        #expect(Set(data.classes(of: split)).isDisjoint(with: data.classes(of: other)))
      }
    }
  }
}
