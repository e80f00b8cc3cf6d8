import Foundation
import Testing

@testable import SiamFiles

/// Files that users name are written as a whole, and errors have the system's words.
@Suite struct OutputFileTests {
  private let files = PosixFileSystem()

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `a file is created or replaced, and no other is touched`() throws {
    try inFolder { folder in
      let file = folder + "/model"
      try Data("theirs".utf8).write(to: URL(fileURLWithPath: file + ".new"))
      for contents in ["first", "second", ""] {
        try files.writeOutput(Array(contents.utf8), to: file)
        #expect(try text(file) == contents)
      }
      #expect(try text(file + ".new") == "theirs")
      #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder)) == ["model", "model.new"])
    }
  }

  @Test func `what a link names is replaced, not the link`() throws {
    try inFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "file")
      try files.writeOutput(Array("new".utf8), to: folder + "/link")
      #expect(try text(folder + "/file") == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "file")
    }
  }

  @Test func `a device is written to, and its errors are reported`() throws {
    try files.writeOutput(Array("text".utf8), to: "/dev/null")
    #expect(FileKind(of: "/dev/null") == .other)
    let failure = try #require(throws: FileFailure.self) { try files.writeOutput(Array("text".utf8), to: "/dev/full") }
    #expect(failure.reason == "no space left on device" && failure.isIncompleteWrite)
    #expect(FileKind(of: "/dev/full") == .other)
  }

  @Test func `a file that can't be created says why`() throws {
    try inFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      for (path, reason) in [
        (folder, "is a folder"), (folder + "/none/file", "no such folder"), (folder + "/file/file", "not a folder"),
      ] {
        let failure = try #require(throws: FileFailure.self) { try files.writeOutput([], to: path) }
        #expect(failure.creationReason == reason && !failure.isIncompleteWrite, "\(path)")
      }
    }
  }

  @Test func `errors of Foundation have the system's words`() throws {
    func reason(_ body: () throws -> Void) throws -> String {
      systemReason(try #require(throws: (any Error).self, performing: body))
    }
    #expect(
      try reason { _ = try Data(contentsOf: URL(fileURLWithPath: "/nowhere/file")) } == "no such file or directory")
    #expect(try reason { _ = try Data(contentsOf: URL(fileURLWithPath: "/etc")) } == "is a folder")
    #expect(
      try reason { _ = try FileManager.default.contentsOfDirectory(atPath: "/nowhere") } == "no such file or directory")
    #expect(try reason { _ = try FileManager.default.contentsOfDirectory(atPath: "/etc/passwd") } == "not a folder")
    #expect(
      try reason { try Data("x".utf8).write(to: URL(fileURLWithPath: "/dev/full")) } == "no space left on device")
    #expect(systemReason(POSIXError(.EACCES)) == "permission denied")
    #expect(systemReason(CocoaError(.fileWriteOutOfSpace)) == "no space left on device")
    #expect(systemReason(FileFailure(code: EROFS, path: "x")) == "read-only file system")
  }
}
