import Foundation
import Testing

@testable import SiamData

/// Loading opens its files once: detection passes the open archive on.
struct OpeningTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// The number of times the file at a path is opened while `body` runs.
  private func opens(_ path: String, _ body: () throws -> Void) throws -> Int {
    let counter = try OpenCounter(path)
    try body()
    return counter.count()
  }

  private func detecting(_ path: String) throws -> Int {
    try opens(path) { _ = try DataLocation(path) }
  }

  private var options: DatasetOptions {
    var options = DatasetOptions()
    options.side = 4
    options.holdOut = .last(0)
    options.toleratesFewClasses = true
    return options
  }

  /// Loads a dataset without a cache, into a cache, from it, and with a survey; returns the openings of each.
  private func loading(_ path: String) throws -> [Int] {
    var cached = options
    cached.cache = ImageCache(folder: scratch.path + "/cache")
    return [
      try opens(path) { _ = try Dataset.load(path: path, options: options) },
      try opens(path) { _ = try Dataset.loadSurveyed(path: path, options: options) },
      try opens(path) { _ = try Dataset.load(path: path, options: cached) },
      try opens(path) { _ = try Dataset.load(path: path, options: cached) },
      try opens(path) { _ = try Dataset.loadSurveyed(path: path, options: cached) },
    ]
  }

  @Test func `a counter counts openings`() throws {
    let path = try scratch.write("file", [1, 2, 3])
    #expect(try opens(path) {} == 0)
    #expect(
      try opens(path) { for _ in 0..<3 { _ = try FileBytes.contents(of: Array(path.utf8), limit: 2).get() } } == 3)
  }

  @Test func `an archive is opened only once`() throws {
    let tree = smallTree(groups: [nil], classes: ["a", "b", "c"], images: 2)
    var (zip, tar) = (ZipFile(), TarFile())
    for entry in [(name: "readme.txt", contents: [65]), (name: ".hidden/0.png", contents: [1])] + tree {
      zip.add(entry.name, entry.contents)
      tar.add(entry.name, entry.contents)
    }
    let paths = [
      try scratch.write("set.zip", zip.bytes), try scratch.write("set.tar", tar.closed),
      try scratch.write("set.tgz", GzipFile.of(tar.closed)),
    ]
    for path in paths {
      let once = try detecting(path)
      #expect(once > 0)
      #expect(try loading(path) == [Int](repeating: once, count: 5), "\(path)")
      let data = try Dataset.load(path: path, options: options)
      #expect(data.problems.otherFiles == [".txt": 1])
      #expect(data.imageCount == 6 && data.problems.skipped.isEmpty)
    }
  }

  @Test func `a CIFAR archive is opened twice, as its images may precede the class names`() throws {
    let record = { (label: UInt8) in [label] + [UInt8](repeating: label, count: 3072) }
    var tar = TarFile()
    tar.add("set/data_batch_1.bin", [0, 1, 2, 0, 1, 2].flatMap(record))
    tar.add("set/batches.meta.txt", Array((0..<10).map { "name\($0)" }.joined(separator: "\n").utf8))
    let path = try scratch.write("cifar.tar", tar.closed)
    let once = try detecting(path)
    let reading = try opens(path) { _ = try ArchiveReader(path: path) }
    let more = once + reading
    #expect(try loading(path) == [more, more, more, once, once])
    let data = try Dataset.load(path: path, options: options)
    #expect(data.classes.map(\.name) == ["name0", "name1", "name2"])
  }

  @Test func `IDX files are detected once`() throws {
    try scratch.write("train-labels-idx1-ubyte", IDXFile.labels([0, 0, 1, 1]))
    let path = try scratch.write("train-images-idx3-ubyte", IDXFile.images(4))
    let once = try detecting(path)
    let source = try opens(path) { _ = try files(path, layout: .idx) }
    #expect(try loading(path) == [once + source, once + source, once + source, once, once])
  }

  @Test func `peeked entries are returned again, and the last of them can be read`() throws {
    var tar = TarFile()
    for name in ["one", "two", "three"] { tar.add(name, Array(name.utf8)) }
    let reader = try ArchiveReader(path: try scratch.write("t.tar", tar.closed))
    func name(_ step: ArchiveReader.Step?) -> String? {
      guard case .entry(let entry) = step else { return nil }
      return entry.name.map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try name(reader.peek()) == "one")
    #expect(try name(reader.peek()) == "two")
    #expect(try name(reader.next()) == "one")
    #expect(try reader.read(10) == .damaged("skipped"))
    #expect(try name(reader.next()) == "two")
    #expect(try reader.read(10) == .bytes(Array("two".utf8)))
    #expect(try name(reader.next()) == "three")
    for _ in 0..<2 { #expect(try reader.peek() == nil) }
    #expect(try reader.next() == nil)
  }
}
