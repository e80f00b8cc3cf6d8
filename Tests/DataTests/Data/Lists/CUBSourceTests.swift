import SiamCore
import Testing

@testable import SiamData

/// The lists of Caltech-UCSD Birds and of NABirds, and lists among the images of a folder.
struct CUBSourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func write(_ name: String, _ text: String) throws { try scratch.write(name, Array(text.utf8)) }

  private func rows(_ path: String) throws -> [String] {
    try files(path).map { file in
      [file.name, file.className ?? file.reason ?? "", file.label?.split?.rawValue ?? ""].joined(separator: "|")
    }
  }

  @Test func `the lists are read from the folder or from images.txt`() throws {
    for name in ["images/001.Gull/1.jpg", "images/002.Tern/2.jpg", "images/002.Tern/3.jpg"] {
      try scratch.write(name, [1])
    }
    try write(
      "images.txt", "1 001.Gull/1.jpg\n2 002.Tern/2.jpg\r\n3 002.Tern/3.jpg\n4 002.Tern/4.jpg\n5 001.Gull/5.jpg\n")
    try write("image_class_labels.txt", "1 1\n2 2\n3 2\n4 2\n")
    let plain = ["001.Gull/1.jpg|1|", "002.Tern/2.jpg|2|", "002.Tern/3.jpg|2|"]
    let missing = [
      "002.Tern/4.jpg|line 4: no such file or directory|", "001.Gull/5.jpg|line 5: no class in image_class_labels.txt|",
    ]
    #expect(try rows(scratch.path) == plain + missing)
    try write("classes.txt", "1 001.Gull\n2 002.Least Tern\n")
    try write("train_test_split.txt", "1 1\n2 0\n3 1\n4 0\n5 0\n")
    let named = [
      "001.Gull/1.jpg|001.Gull|training", "002.Tern/2.jpg|002.Least Tern|test",
      "002.Tern/3.jpg|002.Least Tern|training",
    ]
    for path in [scratch.path, scratch.path + "/images.txt", scratch.path + "/"] {
      #expect(try DataLocation(path).layout == .manifest)
      #expect(try rows(path) == named + missing)
    }
  }

  @Test func `numbers may be any text, as in NABirds`() throws {
    try scratch.write("images/0817/ab-1.jpg", [1])
    try write("images.txt", "ab-1 0817/ab-1.jpg\n")
    try write("image_class_labels.txt", "ab-1 817\n")
    try write("classes.txt", "817 Oak Titmouse\n")
    #expect(try rows(scratch.path) == ["0817/ab-1.jpg|Oak Titmouse|"])
  }

  @Test func `a folder that doesn't name classes is read by the only list in it`() throws {
    for name in ["0001.png", "0002.png"] { try scratch.write(name, [1]) }
    #expect(try DataLocation(scratch.path).layout == .folder)
    try write("metadata.csv", "file_name,label\n0001.png,cat\n0002.png,dog\n")
    #expect(try DataLocation(scratch.path).layout == .manifest)
    #expect(try rows(scratch.path) == ["0001.png|cat|", "0002.png|dog|"])
    try write("README.txt", "Two images.\n")
    #expect(try DataLocation(scratch.path).layout == .folder)
  }

  @Test func `images in one folder beside a list are read by the list`() throws {
    for name in ["train/1.png", "train/2.png"] { try scratch.write(name, [1]) }
    #expect(try DataLocation(scratch.path).layout == .folder)
    try write("labels.csv", "id,breed\n1,pug\n2,boxer\n")
    #expect(try rows(scratch.path) == ["1.png|pug|", "2.png|boxer|"])
    try write("labels.csv", "id,breed\ntrain/1,pug\ntrain/2,boxer\n")
    #expect(try rows(scratch.path) == ["train/1.png|pug|", "train/2.png|boxer|"])
  }

  @Test func `--columns reads the only list in a folder, whatever folders there are`() throws {
    for name in ["cat/1.png", "dog/2.png"] { try scratch.write(name, [1]) }
    try write("list.csv", "Bild;Art\ncat/1.png;x\ndog/2.png;y\n")
    let labels = LabelRules(columns: "Bild,Art")
    #expect(try DataLocation(scratch.path, labels: labels).layout == .manifest)
    var source = try imageSource(at: scratch.path, labels: labels)
    #expect(try source.next()?.className == "x")
  }

  @Test func `class folders are read without the list beside them`() throws {
    for name in ["cat/1.png", "dog/2.png"] { try scratch.write(name, [1]) }
    try write("metadata.csv", "file_name,label\ncat/1.png,x\ndog/2.png,y\n")
    #expect(try DataLocation(scratch.path).layout == .folder)
    #expect(try DataLocation(scratch.path, labels: LabelRules(classFrom: "folder")).layout == .folder)
  }
}
