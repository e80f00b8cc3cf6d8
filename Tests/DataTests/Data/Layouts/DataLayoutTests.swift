import Foundation
import Testing

@testable import SiamData

struct DataLayoutTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test func `a folder, a text file and a device are distinguished`() throws {
    #expect(try DataLocation(scratch.path).layout == .folder)
    for (name, bytes) in [
      ("notes", Array("hello, world\n".utf8)), ("empty", []), ("zero", [0]), ("x", [0x1F, 0x8B]),
    ] {
      let path = try scratch.write("files/" + name, bytes)
      #expect(try failure(path) == .notImages(path: path))
    }
    #expect(try failure("/dev/null") == .notImages(path: "/dev/null"))
    #expect(try failure(scratch.path + "/gone") == .notFound(path: scratch.path + "/gone"))
  }

  @Test func `a manifest is recognised by its first line`() throws {
    try scratch.write("a.png", [1])
    let path = try scratch.write("list.txt", Array("class,path\nx,a.png\n".utf8))
    #expect(try DataLocation(path).layout == .manifest)
    #expect(try files(path).map(\.className) == ["x"])
  }

  @Test(arguments: DataLayout.allCases)
  func `requesting another layout is a one-line error`(layout: DataLayout) throws {
    let text = try scratch.write("notes.txt", Array("hello".utf8))
    try scratch.write("tree/a/0.png", [1])
    for path in [text, scratch.path + "/tree"] where layout != .folder || path == text {
      let error = try failure(path, layout: layout)
      #expect(isGoodLine(error, naming: path), "\(error)")
      if case .notImages = error { Issue.record("\(layout) was not rejected") }
    }
    let gone = scratch.path + "/gone"
    #expect(try failure(gone, layout: layout) == .notFound(path: gone))
  }

  @Test func `a folder of binary files can be read as a folder of images`() throws {
    try scratch.write("train-images-idx3-ubyte", IDXFile.images(1))
    try scratch.write("a/0.png", [1])
    #expect(try DataLocation(scratch.path).layout == .idx)
    #expect(try files(scratch.path, layout: .folder).map(\.name) == ["a/0.png", "train-images-idx3-ubyte"])
  }

  @Test(.enabled(if: getuid() != 0))
  func `missing permission is reported`() throws {
    for name in ["t.zip", "t.tar", "images-idx3-ubyte", "t.csv", "train.bin"] {
      let path = try scratch.write(name, [1, 2, 3, 4, 5])
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      #expect(isGoodLine(try failure(path), naming: path))
    }
  }
}
