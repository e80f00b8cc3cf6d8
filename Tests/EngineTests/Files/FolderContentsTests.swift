import Foundation
import Testing

@testable import SiamFiles

@Suite struct FolderContentsTests {
  @Test func `each file counts once, and symbolic links are not followed`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let manager = FileManager.default
    try PosixFileSystem().makeFolders(folder + "/inner")
    try Data(count: 100).write(to: URL(fileURLWithPath: folder + "/inner/a"))
    try manager.linkItem(atPath: folder + "/inner/a", toPath: folder + "/b")
    try Data(count: 30).write(to: URL(fileURLWithPath: folder + "/c"))
    try manager.createSymbolicLink(atPath: folder + "/loop", withDestinationPath: folder)

    let contents = FolderContents(of: folder)
    #expect(Set(contents.entries.map(\.path)) == ["inner/a", "b", "c", "loop"])
    #expect(contents.bytes == 130 + folder.utf8.count, "the size of a symbolic link is the length of its target")
    #expect(contents.bytes(of: ["b", "inner/a"]) == 100)
    #expect(contents.bytes(freedByRemoving: ["b", "c"]) == 30)
    #expect(contents.bytes(freedByRemoving: ["b", "inner/a"]) == 100)
    #expect(isFolderItself(folder) && !isFolderItself(folder + "/loop") && !isFolderItself(folder + "/c"))
    #expect(FolderContents(of: folder + "/nowhere").entries.isEmpty)
  }
}
