import Foundation
import Testing

@testable import SiamData

/// IDX files below folders, and in archives.
struct IDXFolderTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// The files of a set with two images for training and one for testing.
  private func pairs(
    _ prefix: String = "", test: String = "t10k", isPacked: Bool = false
  ) -> [(name: String, file: [UInt8])] {
    [("train", [3, 5] as [UInt8]), (test, [4])].flatMap { part, labels in
      let files = [("images-idx3-ubyte", IDXFile.images(labels.count)), ("labels-idx1-ubyte", IDXFile.labels(labels))]
      return files.map { (prefix + part + "-" + $0 + (isPacked ? ".gz" : ""), isPacked ? GzipFile.of($1) : $1) }
    }
  }

  private func write(_ files: [(name: String, file: [UInt8])], in folder: String) throws {
    for (name, file) in files { try scratch.write(folder + "/" + name, file) }
  }

  /// Checks that a path is read as the three images of a set, with their splits.
  private func expectSet(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try DataLocation(path).layout == .idx, sourceLocation: sourceLocation)
    let found = try files(path)
    #expect(found.map(\.className) == ["3", "5", "4"], sourceLocation: sourceLocation)
    #expect(found.map { $0.label?.split } == [.training, .training, .test], sourceLocation: sourceLocation)
  }

  @Test(arguments: ["raw", "MNIST/raw", "a/b/c"])
  func `files are found some folders down`(folder: String) throws {
    try write(pairs(), in: folder)
    try scratch.write("notes.txt", [65])
    try expectSet(scratch.path)
    try expectSet(scratch.path + "/" + folder)
  }

  @Test func `folders of the files' names are not the files`() throws {
    for (name, file) in pairs() {
      try scratch.write("\(name)/\(name)", file)
      try scratch.write(name.replacing("-idx", with: ".idx"), file)
    }
    try expectSet(scratch.path)
    let found = try files(scratch.path + "/train-images.idx3-ubyte")
    #expect(found.map(\.className) == ["3", "5"] && found.allSatisfy { $0.label?.split == nil })
  }

  @Test func `files each in a folder of its name are paired`() throws {
    for (name, file) in pairs() { try scratch.write("\(name)/\(name)", file) }
    try expectSet(scratch.path)
  }

  @Test func `several sets in folders are an error that names the folders`() throws {
    try write(pairs(), in: "MNIST/raw")
    try write(pairs(), in: "FashionMNIST/raw")
    let error = try failure(scratch.path)
    #expect(error == .severalSets(path: scratch.path, names: ["FashionMNIST/raw", "MNIST/raw"]))
    #expect(error.description.hasSuffix("such as \(scratch.path)/FashionMNIST/raw"))
    try expectSet(scratch.path + "/MNIST")
  }

  @Test func `the beginning of names stands for a set`() throws {
    try write(pairs("emnist-letters-", test: "test") + pairs("emnist-digits-", test: "test"), in: "raw")
    try expectSet(scratch.path + "/raw/emnist-letters")
    for name in ["emnist-letter", "emnist-x", "emnist-letters-train-images-idx3-ubyte/x"] {
      let path = scratch.path + "/raw/" + name
      #expect(try failure(path) == .notFound(path: path))
    }
  }

  @Test func `archives are read as they are`() throws {
    for (isPacked, prefix) in [(false, ""), (true, "gzip/"), (true, "a/b/")] {
      var (zip, tar) = (ZipFile(), TarFile())
      for (name, file) in pairs(isPacked: isPacked) {
        zip.add(prefix + name, file)
        tar.add(prefix + name, file)
      }
      try expectSet(scratch.write("set.zip", zip.bytes))
      try expectSet(scratch.write("set.tar", tar.closed))
      try expectSet(scratch.write("set.tar.gz", GzipFile.of(tar.closed)))
      let ending = isPacked ? ".gz" : ""
      let one = scratch.path + "/set.zip/\(prefix)train-images-idx3-ubyte\(ending)"
      #expect(try DataLocation(one).layout == .idx)
      #expect(try files(one).map(\.className) == ["3", "5"])
      if prefix != "" { try expectSet(scratch.path + "/set.zip/" + prefix.dropLast()) }
    }
    let gone = scratch.path + "/set.zip/gone"
    #expect(try failure(gone) == .notFound(path: gone))
  }

  @Test func `EMNIST's images are turned upright, and its characters are class names`() throws {
    var zip = ZipFile()
    for name in ["letters", "digits"] {
      for (file, bytes) in pairs("gzip/emnist-\(name)-", test: "test", isPacked: true) { zip.add(file, bytes) }
    }
    zip.add("gzip/emnist-letters-mapping.txt", Array("3 67 99\r\n4 68 100\n5 69 101 \n".utf8))
    zip.add("gzip/emnist-digits-mapping.txt", Array("3 not a number\n".utf8))
    let path = try scratch.write("gzip.zip", zip.bytes)
    #expect(try failure(path) == .severalSets(path: path, names: ["gzip/emnist-digits", "gzip/emnist-letters"]))
    #expect(
      try failure(path + "/gzip") == .severalSets(path: path, names: ["gzip/emnist-digits", "gzip/emnist-letters"]))
    let found = try files(path + "/gzip/emnist-letters")
    #expect(found.map(\.className) == ["Cc", "Ee", "Dd"])
    #expect(found[0].image?.pixels == [0, 3, 6, 1, 4, 7, 2, 5, 8])
    #expect(try IDXSource(path: path + "/gzip/emnist-letters").notes.count == 1)
    #expect(try files(path + "/gzip/emnist-digits").map(\.className) == ["3", "5", "4"])
  }

  @Test func `an image file inside an archive that is cut short or damaged is rejected`() throws {
    let whole = GzipFile.of(IDXFile.images(3))
    var damaged = whole
    damaged[whole.count - 6] ^= 1
    for images in (0..<whole.count).map({ Array(whole.prefix($0)) }) + [damaged, whole + [7], whole + whole] {
      var zip = ZipFile()
      zip.add("images-idx3-ubyte.gz", images)
      zip.add("labels-idx1-ubyte", IDXFile.labels([0, 1, 2]))
      let path = try scratch.write("set.zip", zip.bytes)
      #expect(isGoodLine(try failure(path), naming: path), "\(images.count) bytes")
    }
  }

  @Test func `the cache notices changed files below folders and in archives`() throws {
    var options = DatasetOptions()
    (options.side, options.holdOut, options.toleratesFewClasses) = (3, .last(0), true)
    options.cache = ImageCache(folder: scratch.path + "/cache")
    func classes(_ path: String) throws -> [String] {
      try Dataset.load(path: path, options: options).classes.map(\.name)
    }
    for (index, label) in [UInt8(3), 7].enumerated() {
      try write(
        [("images-idx3-ubyte", IDXFile.images(1)), ("labels-idx1-ubyte", IDXFile.labels([label]))], in: "s/raw")
      var zip = ZipFile()
      zip.add("images-idx3-ubyte", IDXFile.images(1))
      zip.add("labels-idx1-ubyte", IDXFile.labels([label]))
      if index > 0 { zip.add("more.txt", [1]) }
      let path = try scratch.write("set.zip", zip.bytes)
      for path in [scratch.path + "/s", path, path + "/images-idx3-ubyte"] {
        #expect(try classes(path) == [String(label)])
      }
    }
  }
}
