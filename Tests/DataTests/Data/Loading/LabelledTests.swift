import SiamMessages
import TestSupport
import Testing

@testable import SiamData

/// Sources that label their pictures: IDX, CIFAR and manifests become datasets.
struct LabelledTests {
  private let scratch: ScratchFolder
  private let loose: DatasetOptions

  init() throws {
    scratch = try ScratchFolder()
    var options = DatasetOptions()
    (options.holdOut, options.toleratesFewClasses) = (.last(0), true)
    loose = options
  }

  @Test func `IDX labels are classes, and their images keep the file's order`() throws {
    let labels: [UInt8] = [1, 0, 11, 1, 0]
    try scratch.write("train-images-idx3-ubyte", IDXFile.images(5, side: 4))
    try scratch.write("train-labels-idx1-ubyte", IDXFile.labels(labels))
    try scratch.write("t10k-images-idx3-ubyte", IDXFile.images(1, side: 4))
    try scratch.write("t10k-labels-idx1-ubyte", IDXFile.labels([11]))
    var options = loose
    (options.side, options.isInverted) = (4, false)
    let data = try Dataset.load(path: scratch.path, options: options)
    #expect(data.classes.map(\.name) == ["00", "01", "11"])
    #expect(data.classes.map(\.images.count) == [2, 2, 2])
    #expect(data.groups.isEmpty && data.problems.skippedCount == 0)
    let first = (0..<6).map { data.picture(ImageID($0))?.pixels[0] }
    #expect(first == [16, 64, 0, 48, 32, 0])
  }

  @Test func `CIFAR-100's coarse labels are groups that are held out whole`() throws {
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

  /// Two pictures for each class of a manifest's lines.
  private func manifest(_ lines: [String]) throws -> String {
    var text = "path,class,group,split\n"
    for (place, line) in lines.enumerated() {
      for image in 0..<2 {
        let name = "\(place)-\(image).png"
        try scratch.write(name, PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + place + image })
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
    #expect(data.split.rule == "validation: as the data itself says; test: as the data itself says")
  }

  @Test func `a class on two sides of a manifest's split is refused, and can be split otherwise`() throws {
    let path = try manifest(["a,,train", "b,,train", "c,,val", "a,,val", "d,,val", "e,,"])
    let error = #expect(throws: DataError.self) { try Dataset.load(path: path) }
    #expect(error == .tornClasses(path: path, names: ["a"]))
    #expect(error.map { isGoodLine($0, naming: "list.csv") } == true)
    var options = DatasetOptions()
    options.holdOut = .named(["d", "e"])
    let data = try Dataset.load(path: path, options: options)
    #expect(data.classes.map(\.images.count) == [4, 2, 2, 2, 2])
    #expect(data.validation.map { data.classes[$0.index].name }.contains("d"))
    for side in Side.allCases {
      for other in Side.allCases where other != side {
        #expect(Set(data.classes(of: side)).isDisjoint(with: data.classes(of: other)))
      }
    }
  }
}
