import Foundation
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

  @Test func `options of one kind stand under one heading`() async throws {
    let help = try await run("train", "--help").output
    for heading in ["DATA:", "RECIPE:", "BATCHES:", "OUTPUT:", "SCREEN:"] {
      #expect(help.components(separatedBy: heading).count == 2, "\(heading)")
    }
  }

  @Test func `an unknown screen command is refused before anything starts`() async throws {
    let outcome = try await run("train", "--command", "dance")
    #expect(outcome.status == 64 && outcome.errors.contains("unknown --command 'dance'"), "\(outcome.errors)")
  }

  @Test func `an error is one line with its status`() async throws {
    let outcome = try await run("evaluate", "no\u{1B}where")
    #expect(outcome.status == 66 && outcome.errors.hasPrefix("siam: ") && outcome.lines.isEmpty)
    #expect(outcome.errors.filter { $0 == "\n" }.count == 1 && !outcome.errors.contains("\u{1B}"))
  }
}
