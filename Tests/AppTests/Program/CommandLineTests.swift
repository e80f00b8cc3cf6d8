import Foundation
import SiamData
import SiamInference
import SiamRuns
import SiamTraining
import TestSupport
import Testing

@testable import SiamApp

/// Help, version and usage errors.
@Suite struct CommandLineTests {
  private func run(_ arguments: String...) async throws -> SiamProgram.Outcome {
    try await SiamProgram.inTemporaryFolder { folder in await InProcess.run(arguments, in: folder) }
  }

  @Test func `the version names the commit, oneDNN and the instruction set`() async throws {
    let outcome = try await run("--version")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(
      outcome.output.wholeMatch(
        of: #/siam \d+\.\d+\.\d+ \(commit ([0-9a-f]{12}(, modified)?|unknown)\)\noneDNN \d+\.\d+\.\d+, .+\n/#) != nil,
      "\(outcome.output)")
  }

  @Test func `help goes to standard output, a usage error to standard error`() async throws {
    let help = try await run("train", "--help")
    #expect(help.status == 0 && help.errors.isEmpty && help.output.contains("--objective"))
    let error = try await run("train", "--objective", "luck")
    #expect(error.status == 64 && error.output.isEmpty && error.errors.contains("luck"))
  }

  @Test func `options of one kind have one heading in the help`() async throws {
    let help = try await run("train", "--help").output
    for heading in ["DATA:", "RECIPE:", "BATCHES:", "OUTPUT:", "SCREEN:"] {
      #expect(help.components(separatedBy: heading).count == 2, "\(heading)")
    }
  }

  @Test func `an unknown screen command is rejected before anything starts`() async throws {
    let outcome = try await run("train", "--command", "dance")
    #expect(outcome.status == 64 && outcome.errors.contains("unknown --command 'dance'"), "\(outcome.errors)")
  }

  @Test func `an error is one line with its status`() async throws {
    let outcome = try await run("evaluate", "no\u{1B}where")
    #expect(outcome.status == 66 && outcome.errors.hasPrefix("siam: ") && outcome.lines.isEmpty)
    #expect(outcome.errors.filter { $0 == "\n" }.count == 1 && !outcome.errors.contains("\u{1B}"))
  }

  @Test(arguments: [
    (["explore", "glyphs"], "siam evaluate"), (["replay", "run"], "siam runs export"),
  ]) func `without a terminal a screen names the command to use`(
    _ command: (arguments: [String], named: String)
  ) async throws {
    let outcome = try await SiamProgram.inTemporaryFolder { await InProcess.run(command.arguments, in: $0) }
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(command.named) && outcome.lines.count <= 1, "\(outcome.errors)")
  }

  @Test(arguments: [
    (["explore", "glyphs", "--threads", "0"], "--threads must be"), (["replay", "nowhere", "--speed", "0"], "--speed"),
    (["replay", "nowhere", "--threads", "0"], "--threads must be"),
  ]) func `a screen's wrong option is a usage error`(_ mistake: (arguments: [String], named: String)) async throws {
    let outcome = try await SiamProgram.inTemporaryFolder { await InProcess.run(mistake.arguments, in: $0) }
    #expect(outcome.status == 64 && outcome.errors.contains(mistake.named), "\(outcome.errors)")
  }

  /// What is explored, what the line must name, the status.
  private static let explorations: [(request: ExplorationRequest, named: String, status: Int32)] = [
    (ExplorationRequest(run: "nowhere"), "nowhere: no such run", 66),
    (ExplorationRequest(run: "glyphs", data: "/nodata"), "/nodata: no such file or folder", 66),
    (ExplorationRequest(run: "glyphs", holdOut: HoldOut(argument: "Nowhere")), "no group named Nowhere", 65),
    (ExplorationRequest(run: "glyphs", holdOut: HoldOut(argument: "Latin")), "trained on", 65),
  ]

  @Test(arguments: 0..<explorations.count)
  func `explore reports invalid runs and data with their status`(_ index: Int) async throws {
    let (request, named, status) = Self.explorations[index]
    let error = try await #require(throws: (any Error).self) {
      _ = try await ExplorationSession.open(request.run, threads: 1) { try request.subject(for: $0) { _ in } }
    }
    let failure = CommandFailure(error)
    #expect(failure.status == status && failure.message.contains(named), "\(failure.message)")
  }
}
