import Foundation
import Testing

@testable import SiamData

struct FolderSourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test func `names that are not UTF-8 are preserved and the files can be read`() throws {
    try scratch.write("a/0.png", [7])
    let folder = Array(scratch.path.utf8)
    let name = [UInt8(0xFF), 0xFE] + Array(".png".utf8)
    let to = (folder + Array("/a/".utf8) + name).map(CChar.init(bitPattern:)) + [0]
    #expect(rename(scratch.path + "/a/0.png", to) == 0)
    let found = try files(scratch.path)
    #expect(found.map(\.path) == [[Array("a".utf8), name]])
    guard case .onDisk(let path)? = found.first?.contents else { throw TestFailure("not on disk") }
    #expect(try FileBytes.contents(of: path, limit: 10).get() == [7])
  }

  @Test func `a pipe is not opened, and a broken link is reported`() throws {
    try scratch.write("a/0.png", [7])
    #expect(mkfifo(scratch.path + "/a/1.png", 0o600) == 0)
    #expect(symlink("nowhere", scratch.path + "/a/2.png") == 0)
    let found = try files(scratch.path)
    #expect(
      found.map { "\($0.name): \($0.reason ?? "read")" } == [
        "a/0.png: read", "a/1.png: not a file", "a/2.png: no such file or directory",
      ])
    // Nor is a pipe that is the data's path.
    let pipe = scratch.path + "/a/1.png"
    #expect(try failure(pipe) == .notImages(path: pipe))
  }
}
