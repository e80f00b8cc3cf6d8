import Foundation
import Testing

@testable import SiamData

struct ArchiveSourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(arguments: ["tree.tar", "tree.tar.gz", "tree.tar.bz2", "tree.tar.xz", "tree.tar.zst"])
  func `a tar made by common tools is read in every compression`(name: String) throws {
    let path = fixtures + "/archives/" + name
    let plain = try files(fixtures + "/archives/tree.tar")
    let packed = try files(path)
    #expect(try DataLocation(path).layout == .archive)
    let names = packed.map(\.name)
    #expect(names == ["tree/a/0.png", "tree/a/1.png", "tree/é/0.png", "tree/é/1.png", "tree/notes.txt"])
    #expect(packed.map(\.bytes) == plain.map(\.bytes))
    #expect(packed.prefix(4).allSatisfy { $0.bytes?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true })
    #expect(packed.last?.reason != nil)
    let data = try Dataset.load(path: path, options: twoClasses)
    #expect(data.classes.map(\.name) == ["a", "é"])
  }

  @Test(arguments: ["tar", "tar.gz", "tar.zst"])
  func `a file's content is detected whatever its name`(ending: String) throws {
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: fixtures + "/archives/tree." + ending)))
    let path = try scratch.write("images", bytes)
    #expect(try DataLocation(path).layout == .archive)
    #expect(try files(path).count == 5)
    let misnamed = try scratch.write("images.csv", bytes)
    #expect(try files(misnamed).count == 5)
  }

  @Test func `a folder, a zip and a tar of it are equal datasets`() throws {
    let tree = smallTree(groups: ["Alpha", "Beta"], classes: ["a", "b"], images: 2)
    var zip = ZipFile()
    var tar = TarFile()
    for file in tree {
      zip.add(file.name, file.contents)
      tar.add("./top/" + file.name, file.contents)
      try scratch.write("tree/" + file.name, file.contents)
    }
    let paths = try [
      scratch.path + "/tree", scratch.write("t.zip", zip.bytes), scratch.write("t.tar", tar.closed),
      scratch.write("t.tgz", GzipFile.of(tar.closed)),
    ]
    let prints = try paths.map { try Dataset.load(path: $0, options: twoClasses).fingerprint }
    #expect(Set(prints).count == 1)
  }

  @Test func `names in a tar that are not UTF-8 are preserved`() throws {
    var tar = TarFile()
    tar.add([0xE9] + Array("/0.png".utf8), [1])
    tar.add([0xFF, 0xFE] + Array("/0.png".utf8), [2])
    let found = try files(scratch.write("t.tar", tar.closed))
    #expect(found.map(\.path) == [[[0xE9], Array("0.png".utf8)], [[0xFF, 0xFE], Array("0.png".utf8)]])
  }

  @Test func `links, devices and paths out of the archive are skipped and reported`() throws {
    var tar = TarFile()
    tar.add("a/0.png", [1])
    tar.add(Array("a/1.png".utf8), type: "2", link: "/etc/passwd")
    tar.add(Array("a/2.png".utf8), type: "1", link: "a/0.png")
    tar.add(Array("a/3.png".utf8), type: "3")
    tar.add(Array("a/4.png".utf8), type: "6")
    tar.add("/a/5.png", [1])
    tar.add("a/../../6.png", [1])
    tar.add("a/.hidden.png", [1])
    tar.add(Array("a/folder.png/".utf8), type: "5")
    let found = try files(scratch.write("t.tar", tar.closed))
    let reasons = found.map { "\($0.name): \($0.reason ?? "read")" }
    #expect(
      reasons == [
        "a/0.png: read", "a/1.png: a link", "a/2.png: a link", "a/3.png: not a file", "a/4.png: not a file",
        "/a/5.png: path leads out of the archive", "a/../../6.png: path leads out of the archive",
      ])
  }

  @Test func `links, paths out of a zip and encrypted entries are skipped and reported`() throws {
    var zip = ZipFile()
    zip.add("a/0.png", [1])
    zip.add("a/1.png", Array("/etc/passwd".utf8), claim: .init(size: 11, mode: 0o120777))
    zip.add("../2.png", [1])
    zip.add("a/3.png", [UInt8](repeating: 7, count: 40), claim: .init(size: 28, isEncrypted: true))
    let found = try files(scratch.write("t.zip", zip.bytes))
    let reasons = found.map { "\($0.name): \($0.reason ?? "read")" }
    #expect(
      reasons == [
        "a/0.png: read", "a/1.png: a link", "../2.png: path leads out of the archive", "a/3.png: encrypted",
      ])
  }

  @Test func `an archive inside a folder is reported`() throws {
    try scratch.write("tree/a/more.tar.gz", [1])
    let found = try files(scratch.path + "/tree")
    #expect(found.map(\.reason) == ["an archive; unpack it into a folder of its name, or give its path alone"])
  }

  @Test func `an empty tar holds no images`() throws {
    let path = try scratch.write("t.tar", TarFile().closed)
    #expect(throws: DataError.noImages(path: path)) { try Dataset.load(path: path) }
  }

  private var twoClasses: DatasetOptions { DatasetOptions(holdOut: .last(0)) }
}
