import Foundation
import TestSupport

/// A folder that is made once, and of which each test gets a copy of its own.
struct SharedFolder: Sendable {
  private let made: Task<URL, any Error>

  /// A folder that `make` fills on first use.
  init(_ make: @escaping @Sendable (URL) async throws -> Void) {
    made = Task {
      let folder = try SiamProgram.temporaryFolder()
      RemovedAtExit.add(folder)
      try await make(folder)
      return folder
    }
  }

  /// Calls `body` with a copy, which is removed afterwards.
  func withCopy<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let source = try await made.value
    return try await SiamProgram.inTemporaryFolder { folder in
      for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
        try FileManager.default.copyItem(
          at: source.appendingPathComponent(name), to: folder.appendingPathComponent(name))
      }
      return try await body(folder)
    }
  }
}
