import Foundation
import TestSupport

/// The built program, run as a user runs it.
struct SiamProgram {
  /// The output and exit status of a command.
  struct Outcome {
    var output: String
    var errors: String
    var status: Int32

    /// Standard output's lines.
    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// The executable that was built together with these tests, or the one that `SIAM_PROGRAM` names.
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["SIAM_PROGRAM"] { return path }
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    var folder = URL(fileURLWithPath: tests).deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("siam").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent("siam").path
  }()

  /// Creates a temporary folder, which the caller removes.
  static func temporaryFolder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// Calls `body` with a temporary folder, which is removed afterwards.
  static func inTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }

  /// Options that make a step take milliseconds in a debug build.
  static let small = ["--batch-classes", "4", "--batch-images", "2", "--way", "5", "--episodes", "5", "--threads", "1"]

  /// The limit of processor time of a program on a terminal, in seconds, so that it ends even if its test is killed.
  static let maxProcessorSeconds = isSoak ? 36_000 : 300

  /// The folder of the built program.
  static var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// The environment of a command: this process's with a cache of its own, so that tests leave the user's alone, and
  /// with further variables.
  static func environment(_ variables: [String: String]) -> [String: String] {
    let ownCache = ["SIAM_CACHE": NSTemporaryDirectory() + "/siam-test-images"]
    return ProcessInfo.processInfo.environment.merging(ownCache) { $1 }.merging(variables) { $1 }
  }

  /// Runs the program, or another one, to its end.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], program: String = path
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = Self.environment(environment)
    // Files instead of pipes, which would have to be read while the program runs.
    let (output, errors) = (folder.appendingPathComponent(".output"), folder.appendingPathComponent(".errors"))
    for url in [output, errors] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      output: try String(contentsOf: output, encoding: .utf8), errors: try String(contentsOf: errors, encoding: .utf8),
      status: process.terminationStatus)
  }
}
