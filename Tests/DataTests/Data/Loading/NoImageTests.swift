import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// What is said of data without an image that can be used: what it has, each reason once, and what to do.
struct NoImageTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// The error for data at a path in the scratch folder, without that folder's path.
  private func message(_ name: String, _ labels: LabelRules = LabelRules()) throws -> String {
    var options = DatasetOptions()
    options.labels = labels
    let error = #expect(throws: DataError.self) { try Dataset.load(path: scratch.path + "/" + name, options: options) }
    return error?.description.replacing(scratch.path + "/", with: "") ?? ""
  }

  private func write(_ files: [String: String], in folder: String) throws {
    for (name, contents) in files { try scratch.write(folder + "/" + name, Array(contents.utf8)) }
  }

  @Test func `an archive of other archives says to unpack it`() throws {
    var inner = ZipFile()
    inner.add("a/0.png", [1])
    for (ending, count) in [("zip", 1), ("tar.gz", 2)] {
      var (zip, tar) = (ZipFile(), TarFile())
      for index in 0..<count {
        zip.add("set/\(index).\(ending)", inner.bytes)
        tar.add("set/\(index).\(ending)", inner.bytes)
      }
      zip.add("README.md", [65])
      tar.add("README.md", [65])
      let kind = ending == "zip" ? "1 .md, 1 .zip" : "2 .gz, 1 .md"
      let remedy =
        count == 1
        ? "unpack it and give the path of the archive in it"
        : "unpack it, and unpack each archive in it into a folder of its own name"
      let expected = ": no images found, only \(kind); \(remedy)"
      try scratch.write("outer.zip", zip.bytes)
      try scratch.write("outer.tar", tar.closed)
      try scratch.write("outer.tgz", GzipFile.of(tar.closed))
      for name in ["outer.zip", "outer.tar", "outer.tgz"] { #expect(try message(name) == name + expected) }
    }
  }

  @Test func `an archive of a text says that it has no images`() throws {
    var zip = ZipFile()
    zip.add("README.md", [65])
    try scratch.write("text.zip", zip.bytes)
    #expect(
      try message("text.zip")
        == "text.zip: no images found, only 1 .md; expected image files in class/ or group/class/")
  }

  @Test func `an archive in which an image follows other archives is read`() throws {
    var zip = ZipFile()
    zip.add("more.zip", ZipFile().bytes)
    for file in smallTree(groups: ["g"], classes: ["a", "b"], images: 4) { zip.add(file.name, file.contents) }
    var options = DatasetOptions(holdOut: .last(0))
    options.toleratesFewClasses = true
    let data = try Dataset.load(path: try scratch.write("set.zip", zip.bytes), options: options)
    #expect(data.imageCount == 8 && data.problems.otherFiles == [".zip": 1])
  }

  @Test func `damaged images are not said to be in the wrong folders`() throws {
    try write(["a/0.gif": "GIF89a", "a/1.gif": "GIF89a", "b/0.gif": "GIF89a", "b/1.png": ""], in: "set")
    #expect(
      try message("set") == "set: none of the 4 files could be used: 3 × damaged GIF (it ends early) "
        + "(a/0.gif, a/1.gif, b/0.gif), b/1.png: empty; copy or download them again")
    try write(["a/0.gif": "GIF89a"], in: "one")
    #expect(
      try message("one")
        == "one: the only file could not be used: a/0.gif: damaged GIF (it ends early); copy or download it again")
    try write(["a/0.bin": "hello", "a/1.bin": "hello"], in: "other")
    #expect(
      try message("other") == "other: none of the 2 files could be used: 2 × not an image (a/0.bin, a/1.bin); "
        + "expected image files in class/ or group/class/")
  }

  @Test func `files to convert are named by kind, with one command for all folders`() throws {
    let files = ["a/1.CR2": "II*\0\0\0\0\0", "a/2.cr2": "II*\0\0\0\0\0", "b/3.CR2": "II*\0\0\0\0\0"]
    try write(files, in: "my raw")
    #expect(
      try message("my raw") == "my raw: none of the 3 files could be used: "
        + "3 × a camera raw file (a/1.CR2, a/2.cr2, b/3.CR2); "
        + "convert them (ImageMagick): find '\(scratch.path)/my raw' -iname '*.cr2' -exec mogrify -format png {} +"
        .replacing(scratch.path + "/", with: ""))
    try write(files.merging(["b/x.psd": "8BPS"]) { $1 }, in: "two")
    #expect(
      try message("two") == "two: none of the 4 files could be used: "
        + "3 × a camera raw file (a/1.CR2, a/2.cr2, b/3.CR2), b/x.psd: a Photoshop file; convert them (ImageMagick): "
        + "find two \\( -iname '*.cr2' -o -iname '*.psd' \\) -exec mogrify -format png '{}[0]' \\;")
    var zip = ZipFile()
    for (name, contents) in files { zip.add(name, Array(contents.utf8)) }
    try scratch.write("raw.zip", zip.bytes)
    #expect(
      try message("raw.zip").hasSuffix(
        "; unpack it and convert the files (ImageMagick): find FOLDER -iname '*.cr2' -exec mogrify -format png {} +"))
  }

  @Test func `missing files of a list are named once, with a path that was tried`() throws {
    let list = "path,class\nold/1.png,a\n"
    try write(["list.csv": list + "old/2.png,b\n", "one.csv": list], in: "set")
    let reason = "2 × no such file or directory (old/1.png, old/2.png); tried"
    #expect(
      try message("set/list.csv") == "set/list.csv: none of the 2 listed files could be used: "
        + "\(reason) set/old/1.png: paths in a list are relative to its folder, or to --root")
    var rules = LabelRules()
    rules.root = scratch.path + "/data"
    #expect(
      try message("set/list.csv", rules) == "set/list.csv: none of the 2 listed files could be used: "
        + "\(reason) data/old/1.png: paths in the list are relative to --root")
    #expect(
      try message("set/one.csv").hasPrefix(
        "set/one.csv: the only listed file could not be used: old/1.png: no such file or directory; tried "))
  }
}
