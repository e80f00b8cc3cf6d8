import Testing

@testable import SiamData

/// Where the files of a list are found.
struct ListPathsTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// The location, below the scratch folder, of the file that a path in `lists/list.csv` names.
  private func found(_ path: String, root: String? = nil) -> String? {
    var paths = ListPaths(folder: Array((scratch.path + "/lists/").utf8), root: root.map { scratch.path + "/" + $0 })
    guard case .success(let found) = paths.find(Array(path.utf8)) else { return nil }
    return String(String(decoding: found.location, as: UTF8.self).dropFirst(scratch.path.utf8.count + 1))
  }

  @Test func `a path is found in the list's folder, its images, or the folder above`() throws {
    for name in ["lists/a/1.png", "lists/images/2.png", "3.png", "lists/4.png", "lists/images/4.png"] {
      try scratch.write(name, [1])
    }
    #expect(found("a/1.png") == "lists/a/1.png")
    #expect(found("./a//1.png") == "lists/a/1.png")
    #expect(found("2.png") == "lists/images/2.png")
    #expect(found("lists/a/1.png") == "lists/../lists/a/1.png")
    #expect(found("4.png") == "lists/4.png")
    #expect(found("1.png") == nil)
  }

  @Test func `a path is found in the folder that belongs to the list`() throws {
    for name in ["lists/train/1.jpg", "lists/test/1.jpg", "lists/other/2.jpg"] { try scratch.write(name, [1]) }
    func found(_ path: String, list: String) -> String? {
      var paths = ListPaths(
        folder: Array((scratch.path + "/lists/").utf8), root: nil, list: Array(list.utf8))
      guard case .success(let found) = paths.find(Array(path.utf8)) else { return nil }
      return String(String(decoding: found.location, as: UTF8.self).dropFirst(scratch.path.utf8.count + 7))
    }
    #expect(found("1", list: "train.csv") == "train/1.jpg")
    #expect(found("1", list: "test_labels.csv") == "test/1.jpg")
    // Which folder is meant is not known.
    #expect(found("1", list: "labels.csv") == nil)
    #expect(found("2", list: "labels.csv") == nil)
  }

  @Test func `backslashes stand for slashes where no file has them in its name`() throws {
    try scratch.write("lists/a/1.png", [1])
    try scratch.write("lists/b\\1.png", [1])
    #expect(found("a\\1.png") == "lists/a/1.png")
    #expect(found(".\\a\\1.png") == "lists/a/1.png")
    #expect(found("b\\1.png") == "lists/b\\1.png")
  }

  @Test func `a missing ending is added`() throws {
    for name in ["lists/1.jpg", "lists/2.png", "lists/3.JPG", "lists/images/a/4.jpeg", "lists/5.v2.png"] {
      try scratch.write(name, [1])
    }
    #expect(found("1") == "lists/1.jpg")
    #expect(found("2") == "lists/2.png")
    #expect(found("3") == "lists/3.JPG")
    #expect(found("a/4") == "lists/images/a/4.jpeg")
    #expect(found("a\\4") == "lists/images/a/4.jpeg")
    #expect(found("5.v2") == "lists/5.v2.png")
    #expect(found("6") == nil)
  }

  @Test func `a root replaces the list's folder`() throws {
    for name in ["lists/1.png", "data/1.png", "data/sub/2.jpg"] { try scratch.write(name, [1]) }
    #expect(found("1.png", root: "data") == "data/1.png")
    #expect(found("sub\\2", root: "data") == "data/sub/2.jpg")
    #expect(found("3.png", root: "data") == nil)
  }

  @Test func `an absolute path of another computer is found by its last parts`() throws {
    for name in ["lists/cat/1.png", "data/cat/1.png"] { try scratch.write(name, [1]) }
    #expect(found("/home/other/lists/cat/1.png") == "lists/../lists/cat/1.png")
    #expect(found("/home/other/cat/1.png") == "lists/cat/1.png")
    #expect(found("C:\\Users\\other\\cat\\1.png") == "lists/cat/1.png")
    #expect(found("/mnt/cat/1.png", root: "data") == "data/cat/1.png")
    #expect(found("/cat/2.png") == nil)
    // A relative path isn't shortened, as the file may be another.
    #expect(found("other/cat/1.png") == nil)
  }

  @Test func `first folders that don't exist stand for the root, the same for all paths`() throws {
    for name in ["data/cat/1.png", "data/cat/2.png", "data/3.png", "data/dog/1.png"] { try scratch.write(name, [1]) }
    #expect(found("old/cat/1.png", root: "data") == "data/cat/1.png")
    #expect(found("old\\set\\cat\\1", root: "data") == "data/cat/1.png")
    // The file may be another where the first folder exists.
    #expect(found("dog/cat/1.png", root: "data") == nil)
    #expect(found("cat/3.png", root: "data") == nil)
    #expect(found("old/cat/9.png", root: "data") == nil)
    var paths = ListPaths(folder: [], root: scratch.path + "/data")
    func isFound(_ path: String) -> Bool { (try? paths.find(Array(path.utf8)).get()) != nil }
    for path in ["old/cat/1.png", "old/cat/2.png", "dog/1.png", "old/3.png"] { #expect(isFound(path), "\(path)") }
    for path in ["new/cat/1.png", "3.png/1.png"] { #expect(!isFound(path), "\(path)") }
  }

  @Test func `a folder, a zero byte and an empty path are not files`() throws {
    try scratch.write("lists/a/1.png", [1])
    for path in ["a", "", ".", "/", "a\0.png", "\\", "..", "C:\\"] { #expect(found(path) == nil) }
  }
}
