import Foundation
import Testing

@testable import SiamFiles

@Suite struct PosixFileSystemTests {
  private let files = PosixFileSystem()

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)").path
    try files.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func contents(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `replacing a file leaves no temporary file`() throws {
    try withFolder { folder in
      for text in ["one", "another, longer"] {
        try files.replace(folder + "/a", with: Array(text.utf8))
        #expect(contents(folder + "/a") == text)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  @Test func `a failed replacement changes nothing, and the error has the file's path`() throws {
    try withFolder { folder in
      try files.makeFolder(folder + "/a")
      let failure = try #require(throws: FileFailure.self) { try files.replace(folder + "/a", with: [1]) }
      #expect(failure.path == folder + "/a" && "\(failure)".contains("is a folder"), "\(failure)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  @Test func `a lock is held by one open file and released with it`() throws {
    try withFolder { folder in
      var first: OpenFile? = try files.open(folder + "/a", .append)
      let second = try files.open(folder + "/a", .append)
      #expect(try first.map { try files.lock($0) } == true)
      #expect(try !files.lock(second))
      first = nil
      #expect(try files.lock(second))
    }
  }

  @Test func `an open file can be checked for its name`() throws {
    try withFolder { folder in
      let file = try files.open(folder + "/a", .append)
      #expect(files.isNamed(folder + "/a", file))
      try files.writeAll([1, 2, 3], to: file)
      try files.remove(folder + "/a")
      #expect(!files.isNamed(folder + "/a", file))
      let other = try files.open(folder + "/a", .append)
      try files.copy(file, to: other)
      #expect(try files.lastByte(of: other) == 3)
      #expect(try files.length(of: other) == 3)
    }
  }

  @Test func `creating an existing folder succeeds, creating one without a parent fails`() throws {
    try withFolder { folder in
      try files.makeFolder(folder)
      #expect(throws: FileFailure.self) { try files.makeFolder(folder + "/b/c") }
    }
  }
}
