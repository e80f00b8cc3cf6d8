import Foundation
import TestSupport
import Testing

/// A training run that is killed at random moments and resumed each time: 5 kills in `swift test`, 200 with
/// `SIAM_SOAK=1`.
@Suite(.alone, .timeLimit(.minutes(30)))
struct KillTests {
  private static let kills = isSoak ? 200 : 5
  /// The steps of the whole run, more than the kills leave time for.
  private static let steps = isSoak ? 2400 : 80

  /// Six classes of stripes, each with five images.
  private static func writeData(in folder: URL) throws {
    for stripe in 0..<6 {
      let classFolder = folder.appendingPathComponent("data/stripe\(stripe)")
      try FileManager.default.createDirectory(at: classFolder, withIntermediateDirectories: true)
      for shift in 0..<5 {
        let file = PNGFile.grey(16, 16) { x, y in (x * stripe + y * (5 - stripe) + shift) % 8 < 3 ? 255 : 0 }
        try Data(file).write(to: classFolder.appendingPathComponent("\(shift).png"))
      }
    }
  }

  private static let whole =
    ["train", "--headless", "--threads", "1", "--data", "data", "--hold-out", "2", "--image-size", "16"]
    + ["--batch-classes", "3", "--batch-images", "2", "--way", "2", "--queries", "1", "--episodes", "3"]
    + ["--near-classes", "0.5", "--weight-averaging", "0.9", "--steps", "\(steps)", "--checkpoint-every", "2"]
    + ["--widths", "16,16,16,16"]

  /// The bytes of a checkpoint without its header, which has times.
  private static func numbers(_ run: String, in folder: URL) throws -> Data {
    let file = try Data(contentsOf: folder.appendingPathComponent("\(run)/checkpoints/last.safetensors"))
    let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    return file.dropFirst(8 + length)
  }

  private static func journal(in folder: URL) -> Data {
    (try? Data(contentsOf: folder.appendingPathComponent("parts/events.jsonl"))) ?? Data()
  }

  private static func start(_ arguments: [String], in folder: URL) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: SiamProgram.path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = folder.appendingPathComponent("errors")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return process
  }

  @Test func `a run killed and resumed repeatedly ends with the weights of an undisturbed run`() throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.writeData(in: folder)
    let alone = try SiamProgram.run(Self.whole + ["--run", "whole"], in: folder)
    try #require(alone.status == 0, "\(alone.errors)")

    var random: UInt64 = 0x9E37_79B9_7F4A_7C15
    var arguments = Self.whole + ["--run", "parts"]
    var killed = 0
    while killed < Self.kills {
      let before = Self.journal(in: folder)
      let process = try Self.start(arguments, in: folder)
      while process.isRunning, Self.journal(in: folder).count == before.count { usleep(2000) }
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      usleep(UInt32(random >> 33) % 60_000)
      let seen = Self.journal(in: folder)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let errors = try String(contentsOf: folder.appendingPathComponent("errors"), encoding: .utf8)
      try #require(process.terminationReason == .uncaughtSignal, "it ended after \(killed) kills: \(errors)")
      killed += 1
      #expect(seen.starts(with: before), "lines written before are still there")
      #expect(Self.journal(in: folder).starts(with: seen), "and those written since")
      // Standard error says how images are read and where the run is saved; an unreadable checkpoint would add a line.
      let others = errors.split(separator: "\n").filter { !$0.contains("images are read at") }
      #expect(others.count <= 1, "\(errors)")
      let hasCheckpoint = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("parts/checkpoints/last.safetensors").path)
      if hasCheckpoint {
        arguments = ["train", "--headless", "--threads", "1", "--checkpoint-every", "2", "--resume", "parts"]
      } else {
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("parts"))
      }
    }
    let end = try SiamProgram.run(arguments, in: folder)
    try #require(end.status == 0, "\(end.errors)")
    #expect(try Self.numbers("parts", in: folder) == Self.numbers("whole", in: folder))
    print("killed \(killed) times; \(end.lines.last ?? "")")
  }
}
