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
    let environment = ProcessInfo.processInfo.environment.merging(SiamProgram.ownCache) { $1 }.merging(environment) {
      $1
    }
    await turn.lock()
    let manager = FileManager.default
    let before = manager.currentDirectoryPath
    _ = manager.changeCurrentDirectoryPath(folder.path)
    let (output, errors) = (TextBuffer(), TextBuffer())
    let status = await Output.$current.withValue(.memory(output: output, errors: errors)) {
      await Output.$environment.withValue(environment) { await Program.run(arguments) }
    }
    _ = manager.changeCurrentDirectoryPath(before)
    await turn.unlock()
    return SiamProgram.Outcome(output: output.text, errors: errors.text, status: status)
  }
}
