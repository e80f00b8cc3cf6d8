import Foundation
import TestSupport

@testable import SiamApp

/// Commands run in the tests' own process, one at a time, each in a folder as its working directory.
enum InProcess {
  private static let turn = AsyncLock()

  /// Runs a command line to its end.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) async -> SiamProgram.Outcome {
    let (output, errors) = (TextBuffer(), TextBuffer())
    let status = await turn.withLock {
      let manager = FileManager.default
      let before = manager.currentDirectoryPath
      _ = manager.changeCurrentDirectoryPath(folder.path)
      defer { _ = manager.changeCurrentDirectoryPath(before) }
      return await Output.$current.withValue(.memory(output: output, errors: errors)) {
        await Output.$environment.withValue(SiamProgram.environment(environment)) { await Program.run(arguments) }
      }
    }
    return SiamProgram.Outcome(output: output.text, errors: errors.text, status: status)
  }
}
