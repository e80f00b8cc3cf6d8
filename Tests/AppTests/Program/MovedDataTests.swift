import Foundation
import SiamRuns
import TestSupport
import Testing

/// Runs whose data was moved.
@Suite(.timeLimit(.minutes(30))) struct MovedDataTests {
  /// A folder with a run that was trained here on `data`, and a cache of its own.
  private static func inRun(_ body: (URL, _ siam: ([String]) async -> SiamProgram.Outcome) async throws -> Void)
    async throws
  {
    try await QueryResultTests.inFolder { folder in
      func siam(_ arguments: [String]) async -> SiamProgram.Outcome {
        await InProcess.run(arguments, in: folder, environment: ["SIAM_CACHE": folder.path + "/cache"])
      }
      try FileManager.default.removeItem(at: folder.appending(path: "run"))
      let trained = await siam(
        ["train", "--headless", "--data", "data", "--hold-out", "2", "--steps", "2", "--run", "run"]
          + ["--batch-classes", "4", "--batch-images", "3", "--way", "2", "--queries", "2", "--episodes", "4"]
          + ["--threads", "1"])
      #expect(trained.status == 0, "\(trained.errors)")
      try await body(folder, siam)
    }
  }

  private static let evaluation = ["evaluate", "run", "--way", "2", "--queries", "2", "--episodes", "4"]

  private static func move(_ name: String, _ other: String, in folder: URL) throws {
    try FileManager.default.moveItem(at: folder.appending(path: name), to: folder.appending(path: other))
  }

  /// What a command printed, without the time that it took.
  private static func untimed(_ outcome: SiamProgram.Outcome) -> String {
    outcome.output.replacing(/; \d+(\.\d+)? s\n/, with: "\n")
  }

  private static func recorded(_ folder: URL) throws -> RecordedDataPath? {
    try RunDescription(in: folder.appending(path: "run")).recordedDataPath
  }

  @Test func `the path is recorded as typed and absolute, and works from another folder`() async throws {
    try await Self.inRun { folder, _ in
      let path = try #require(try Self.recorded(folder))
      #expect(path.typed == "data" && path.absolute == folder.appending(path: "data").standardizedFileURL.path)
      let elsewhere = folder.appending(path: "elsewhere")
      try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
      let arguments = Self.evaluation.map { $0 == "run" ? "../run" : $0 }
      let evaluated = await InProcess.run(arguments, in: elsewhere)
      #expect(evaluated.status == 0, "\(evaluated.errors)")
      // Other data of the same name in the working folder is not the run's.
      try FileManager.default.copyItem(
        at: folder.appending(path: "support"), to: elsewhere.appending(path: "data"))
      let again = await InProcess.run(arguments, in: elsewhere)
      #expect(again.status == 0 && Self.untimed(again) == Self.untimed(evaluated), "\(again.errors)")
    }
  }

  @Test(arguments: [["train", "--headless", "--resume", "run", "--steps", "3", "--threads", "1"], evaluation])
  func `the path given last is recorded once the data is the run's`(_ command: [String]) async throws {
    try await Self.inRun { folder, siam in
      try Self.move("data", "moved", in: folder)
      try FileManager.default.removeItem(at: folder.appending(path: "cache"))
      let gone = await siam(command)
      #expect(gone.status == 66, "\(gone.errors)")
      #expect(gone.errors.contains("run: its data, data, was moved or removed"), "\(gone.errors)")
      #expect(gone.errors.contains("--data") && gone.errors.contains("siam runs relocate run PATH"))

      let given = await siam(command + ["--data", "moved"])
      #expect(given.status == 0, "\(given.errors)")
      #expect(try Self.recorded(folder)?.typed == "moved")
      let after = await siam(Self.evaluation)
      #expect(after.status == 0, "\(after.errors)")
    }
  }

  @Test func `other data is evaluated and not recorded`() async throws {
    try await Self.inRun { folder, siam in
      let other = await siam(Self.evaluation + ["--data", "queries"])
      let typed = try Self.recorded(folder)?.typed
      #expect(typed == "data", "\(other.errors)")
    }
  }

  @Test func `the cache finds moved data, and serves images whose files are gone`() async throws {
    try await Self.inRun { folder, siam in
      let before = await siam(Self.evaluation)
      try Self.move("data", "moved", in: folder)
      let cached = await siam(Self.evaluation)
      #expect(cached.status == 0 && Self.untimed(cached) == Self.untimed(before), "\(cached.errors)")
      #expect(cached.errors.contains("data: not found; using its images in the cache"), "\(cached.errors)")
      // The moved data is read at the run's size, as another training or `siam data --image-size` would.
      _ = await siam(["data", "moved", "--examples", "0"])
      let found = await siam(Self.evaluation)
      #expect(found.status == 0, "\(found.errors)")
      #expect(found.errors.contains("data: not found; using "), "\(found.errors)")
      #expect(found.errors.contains("moved, which has the same images"), "\(found.errors)")
      let resumed = await siam(["train", "--headless", "--resume", "run", "--steps", "4", "--threads", "1"])
      #expect(resumed.status == 0 && (resumed.output + resumed.errors).contains("which has the same images"))
    }
  }

  @Test func `relocate records the path of the same data only`() async throws {
    try await Self.inRun { folder, siam in
      try Self.move("data", "moved", in: folder)
      let other = await siam(["runs", "relocate", "run", "support"])
      #expect(
        other.status == 65 && other.errors.contains("support: not the data of run: it has 2 classes and 2 images"))
      #expect(try Self.recorded(folder)?.typed == "data")
      let missing = await siam(["runs", "relocate", "run", "data"])
      #expect(missing.status == 66, "\(missing.errors)")
      let relocated = await siam(["runs", "relocate", "run", "moved"])
      #expect(relocated.status == 0 && relocated.output.hasPrefix("run: recorded "), "\(relocated.errors)")
      let evaluated = await siam(Self.evaluation)
      #expect(evaluated.status == 0 && !evaluated.errors.contains("not found"), "\(evaluated.errors)")
      let glyphs = await siam(["runs", "relocate", "nowhere", "moved"])
      #expect(glyphs.status == 66, "\(glyphs.errors)")
    }
  }

  @Test func `a run that is being written isn't changed by an evaluation`() async throws {
    try await Self.inRun { folder, siam in
      try Self.move("data", "moved", in: folder)
      let journal = open(folder.path + "/run/events.jsonl", O_RDWR | O_CLOEXEC)
      defer { close(journal) }
      try #require(flock(journal, LOCK_EX) == 0)
      let evaluated = await siam(Self.evaluation + ["--data", "moved"])
      #expect(evaluated.status == 0, "\(evaluated.errors)")
      #expect(try Self.recorded(folder)?.typed == "data")
      let relocated = await siam(["runs", "relocate", "run", "moved"])
      #expect(relocated.status != 0 && relocated.errors.contains("run"), "\(relocated.errors)")
    }
  }
}
