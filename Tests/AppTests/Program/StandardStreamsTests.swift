import ArgumentParser
import Foundation
import SiamCore
import SiamRuns
import TestSupport
import Testing

@testable import SiamApp

/// Every command with every standard stream closed, full and broken: it neither crashes nor loses work, and its exit
/// status says that output is lost.
@Suite(.alone, .timeLimit(.minutes(30))) struct StandardStreamsTests {
  /// Whether a command writes to a stream; sometimes means on a slow machine only, such as progress.
  enum Use { case never, sometimes, always }

  /// A command line in a folder of `QueryResultTests`; `NEW` stands for a new name.
  struct Row {
    var arguments: [String]
    var status: Int32 = 0
    var output = Use.never
    var errors = Use.never
    /// The file or folder that is whole afterwards.
    var made: String?
  }

  static let training = [
    "train", "--headless", "--data", "data", "--steps", "2", "--way", "2", "--episodes", "2", "--hold-out", "2",
    "--batch-classes", "4", "--batch-images", "3", "--queries", "2", "--threads", "1",
  ]

  /// A command line of every command.
  static let rows: [Row] = [
    Row(arguments: training + ["--run", "NEW"], output: .always, errors: .always, made: "NEW"),
    Row(
      arguments: training + ["--run", "NEW", "--json", "--tensorboard", "NEW.logs"], output: .always, errors: .always,
      made: "NEW"),
    Row(
      arguments: [
        "evaluate", "run", "--data", "data", "--way", "2", "--queries", "2", "--episodes", "2", "--threads", "1",
        "--save-episodes", "NEW.json",
      ], output: .always, errors: .sometimes, made: "NEW.json"),
    Row(
      arguments: ["predict", "run", "--support", "support", "queries", "--threads", "1"], output: .always,
      errors: .sometimes),
    Row(
      arguments: ["predict", "run", "--support", "support", "-", "--threads", "1"], status: ExitStatus.invalidData,
      errors: .always),
    Row(
      arguments: ["compare", "run", "queries/first.png", "queries/second.png", "--threads", "1"], output: .always),
    Row(
      arguments: ["embed", "run", "queries", "--output", "NEW.csv", "--threads", "1"], errors: .always,
      made: "NEW.csv"),
    Row(
      arguments: ["export", "run", "--output", "NEW.safetensors", "--threads", "1"], made: "NEW.safetensors"),
    Row(arguments: ["explore", "run"], status: ExitStatus.usage, errors: .always),
    Row(arguments: ["replay", "run"], status: ExitStatus.usage, errors: .always),
    Row(arguments: ["data", "show", "data"], output: .always, errors: .sometimes),
    Row(arguments: ["data", "get"], output: .always),
    Row(arguments: ["runs", "list", "--runs", "."], output: .always),
    Row(arguments: ["runs", "export", "run", "--csv"], output: .always),
    Row(arguments: ["runs", "export", "run", "--csv", "--output", "NEW.csv"], made: "NEW.csv"),
    Row(arguments: ["runs", "prune", "--older-than", "90", "--runs", "."], output: .always),
    Row(arguments: ["runs", "relocate", "run", "data"], output: .always, errors: .sometimes),
    Row(arguments: ["compare-runs", "run", "run"], output: .always),
    Row(arguments: ["completions", "bash"], output: .always),
    Row(arguments: ["--help"], output: .always),
    Row(arguments: ["--version"], output: .always),
    Row(arguments: ["dance"], status: ExitStatus.usage, errors: .always),
  ]

  @Test func `every command is in the table`() {
    func leaves(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
      let subcommands = command.configuration.subcommands
      return subcommands.isEmpty ? [path] : subcommands.flatMap { leaves($0, path + [$0._commandName]) }
    }
    for path in leaves(Siam.self, []) {
      #expect(Self.rows.contains { $0.arguments.starts(with: path) }, "\(path.joined(separator: " ")) is missing")
    }
  }

  @Test(arguments: [BrokenStreams.Fault.closed, .full, .broken])
  func `a command whose output is lost says so by its exit status`(_ fault: BrokenStreams.Fault) async throws {
    try await Self.check(BrokenStreams(input: fault, output: fault))
  }

  @Test(arguments: [BrokenStreams.Fault.closed, .full, .broken])
  func `a command whose messages are lost does its work`(_ fault: BrokenStreams.Fault) async throws {
    try await Self.check(BrokenStreams(input: fault, errors: fault))
  }

  @Test(arguments: [BrokenStreams.Fault.closed, .full, .broken])
  func `a command without any stream does its work`(_ fault: BrokenStreams.Fault) async throws {
    try await Self.check(BrokenStreams(input: fault, output: fault, errors: fault))
  }

  /// Runs every row, two at a time.
  private static func check(_ streams: BrokenStreams) async throws {
    try await QueryResultTests.inFolder { folder in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, row) in rows.enumerated() {
          if index >= 2 { try await group.next() }
          group.addTask { try await check(row, "new\(index)", streams, in: folder) }
        }
        try await group.waitForAll()
      }
    }
  }

  private static func check(_ row: Row, _ name: String, _ streams: BrokenStreams, in folder: URL) async throws {
    func named(_ text: String) -> String { text.replacing("NEW", with: name) }
    let found = try await streams.run(row.arguments.map(named), in: folder)
    let comment: Comment = "\(row.arguments.joined(separator: " ")): \(streams): \(found)"
    let isTraining = row.arguments.first == "train"
    let endsQuietly = streams.output == .broken && row.output == .always && !isTraining
    let isLost =
      (streams.output != .none && row.output == .always) || (streams.errors != .none && row.errors == .always)
    let mayBeLost = isLost || (streams.errors != .none && row.errors == .sometimes)
    switch found.ending {
    case .signal(let number): #expect(number == SIGPIPE && endsQuietly, comment)
    case .exit(let status):
      let isExpected = status == (row.status == 0 && isLost ? ExitStatus.lostOutput : row.status)
      #expect(!endsQuietly && (isExpected || (mayBeLost && status == ExitStatus.lostOutput)), comment)
    }
    if streams.output != .none, streams.errors == .none {
      // One line says what is lost, and nothing else is wrong.
      let lines = found.errors.split(separator: "\n").filter { $0.contains("standard output") }
      #expect(lines.count == (row.output == .always && (isTraining || !endsQuietly) ? 1 : 0), comment)
      #expect(!found.errors.contains("Fatal error"), comment)
    }
    if let made = row.made { try checkWhole(folder.path + "/" + named(made), isTraining: isTraining, comment) }
  }

  /// Checks that a run ended and was saved, or that a file holds what it should.
  private static func checkWhole(_ path: String, isTraining: Bool, _ comment: Comment) throws {
    guard isTraining else {
      let names = try FileManager.default.contentsOfDirectory(atPath: NSString(string: path).deletingLastPathComponent)
      #expect(FileManager.default.fileExists(atPath: path), comment)
      // Other rows write files here at the same time.
      let base = NSString(string: path).lastPathComponent
      #expect(!names.contains { $0.contains(".siam-") && $0.contains(base) }, "no temporary file is left")
      return
    }
    let summary = RunSummary(of: path)
    #expect(summary.state == .finished || summary.state == .stopped, comment)
    #expect(FileManager.default.fileExists(atPath: path + "/checkpoints/last.safetensors"), comment)
  }

  @Test func `a file opened by a program without standard output is not overwritten`() async throws {
    try await QueryResultTests.inFolder { folder in
      let found = try await BrokenStreams(input: .closed, output: .closed, errors: .closed)
        .run(["train"] + Self.training.dropFirst() + ["--run", "new", "--json"], in: folder)
      #expect(found.ending == .exit(ExitStatus.lostOutput))
      for name in ["run.json", "events.jsonl", "checkpoints/last.safetensors"] {
        let data = try Data(contentsOf: folder.appendingPathComponent("new/" + name))
        #expect(!String(decoding: data.prefix(64), as: UTF8.self).contains("siam: saving"), "\(name)")
      }
      let events = try String(contentsOf: folder.appendingPathComponent("new/events.jsonl"), encoding: .utf8)
        .split(separator: "\n").map { try EventLines().event($0) }
      #expect(events.count { if case .started = $0 { true } else { false } } == 1)
    }
  }

  @Test func `a training whose reader ends is saved as after Ctrl-C`() async throws {
    try await QueryResultTests.inFolder { folder in
      let found = try await BrokenStreams(output: .broken).run(
        Self.training + ["--run", "new", "--steps", "100000"], in: folder)
      #expect(found.ending == .exit(ExitStatus.lostOutput), "\(found)")
      #expect(found.errors.contains("stopping the run and saving it"), "\(found)")
      #expect(RunSummary(of: folder.path + "/new").state == .stopped)
    }
  }
}
