import Foundation
import TestSupport
import Testing

/// Quitting while the data is loaded.
@Suite(.alone, .timeLimit(.minutes(10))) struct LeavingTests {
  @Test func `q quits at once while another process holds the cache lock`() async throws {
    try await DataCommandTests.inFolder { folder in
      let arguments =
        ["train", "--data", "mine", "--hold-out", "1", "--steps", "1", "--threads", "1", "--batch-classes", "2"]
        + ["--batch-images", "2", "--way", "2", "--queries", "2", "--episodes", "3"]
      let cache = folder.appendingPathComponent("cache")
      let environment = ["SIAM_CACHE": cache.path]
      // The lock is named as the images are: by the data's path, and how it is read.
      let made = await InProcess.run(arguments + ["--headless"], in: folder, environment: environment)
      let images = try #require(
        try FileManager.default.contentsOfDirectory(at: cache, includingPropertiesForKeys: nil).first, "\(made.errors)")
      try FileManager.default.removeItem(at: images)
      let log = images.deletingPathExtension().appendingPathExtension("log")
      let lock = open(log.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      defer { close(lock) }
      try #require(flock(lock, LOCK_EX) == 0)

      let terminal = try ProgramOnTerminal(
        arguments + ["--run", "second"], in: folder,
        environment: environment.merging(["TERM": "xterm-256color"]) { $1 })
      defer { terminal.close() }
      try #require(terminal.wait(for: "another siam that decodes these images") != nil, "\(terminal.output())")
      let pressed = ContinuousClock.now
      terminal.type("q")
      #expect(terminal.end(seconds: 30) == 0, "\(terminal.output().suffix(500))")
      // A moment, on a machine that does other things too.
      #expect(ContinuousClock.now - pressed < .seconds(10))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/second"))
    }
  }
}
