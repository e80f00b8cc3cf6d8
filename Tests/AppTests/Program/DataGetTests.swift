import Foundation
import Testing
import TestSupport

@testable import SiamApp

/// `siam data get`, as a user runs it, from a mirror on this machine.
@Suite(.timeLimit(.minutes(30))) struct DataGetTests {
  /// Of the size of Omniglot's first file, but not that file.
  private static let content = [UInt8](repeating: 7, count: 9_464_212)

  @Test func `data get without a name lists the datasets`() async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = await InProcess.run(["data", "get"], in: folder, environment: ["SIAM_DATA": folder.path])
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 6)
    #expect(outcome.lines[1].hasPrefix("mnist           11.6 MB  70,000 handwritten digits of 10 classes"))
    #expect(outcome.lines.allSatisfy { $0.hasSuffix("–") })
  }

  @Test(arguments: [
    (["imagenet"], "unknown dataset 'imagenet'"), (["mnist", "--from", "ftp://a"], "--from must be"),
    (["--from", "http://a"], "--from requires"),
  ])
  func `invalid arguments are rejected`(_ arguments: [String], _ message: String) async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = await InProcess.run(["data", "get"] + arguments, in: folder)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message))
  }

  @Test func `Ctrl-C keeps the partial file, and the same command resumes it`() async throws {
    let server = try LoopbackServer { request, number in
      var response = FileResponse(Self.content)
      if number == 0 { (response.breaksAfter, response.hangs) = (300_000, true) }
      return response.steps(request)
    }
    defer { server.stop() }
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = ["data", "get", "omniglot", "--from", server.address]
    let part = folder.appendingPathComponent("omniglot/images_background.zip.part").path
    let terminal = try ProgramOnTerminal(
      command, in: folder, width: 100, environment: ["TERM": "xterm", "SIAM_DATA": folder.path])
    defer { terminal.close() }
    let hasBegun = terminal.wait(for: "300 kB of 15.9 MB")
    #expect(hasBegun != nil)
    #expect(size(of: part) == 300_000)
    terminal.type("\u{3}")
    let status = terminal.end()
    #expect(status.map { $0 >> 8 } == 130)
    #expect(terminal.output().contains("the partial file is saved"))

    // All of it comes now, and isn't what Omniglot's checksum asks for.
    let outcome = await InProcess.run(command, in: folder, environment: ["SIAM_DATA": folder.path])
    #expect(server.requests.last?.headers["range"] == "bytes=300000-")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("resuming at 300 kB"))
    let expected = "not ad41ab679c8b5d90b271ef46be6987cc81211774a695c29dcc5367b2b26ee640; the file was removed"
    #expect(outcome.errors.contains(expected))
    #expect(size(of: part) == nil)
  }

  @Test func `data get without a network connection has one line`() async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let port = try LoopbackServer.closedPort()
    let outcome = await InProcess.run(
      ["data", "get", "mnist", "--from", "http://127.0.0.1:\(port)"], in: folder,
      environment: ["SIAM_DATA": folder.path])
    #expect(outcome.status == 69)
    let errors = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("siam: ") }
    #expect(errors.count == 1)
    #expect(
      errors.first?.hasPrefix("siam: can't reach 127.0.0.1: connection failed; check the network") == true)
  }

  @Test func `a dataset's name is its download folder, unless a file has that name`() async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let train = ["train", "--data", "mnist", "--headless"]
    let absent = await InProcess.run(train, in: folder, environment: ["SIAM_DATA": folder.path + "/sets"])
    #expect(absent.status == 66)
    #expect(absent.errors == "siam: mnist: not downloaded; run siam data get mnist\n")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("mnist"), withIntermediateDirectories: false)
    let present = await InProcess.run(train, in: folder, environment: ["SIAM_DATA": folder.path + "/sets"])
    #expect(!present.errors.contains("downloaded"))
    #expect(present.status != 0)
  }

  private func size(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
  }
}
