import Foundation
import Synchronization

/// Folders that are removed when the process ends.
final class RemovedAtExit: Sendable {
  private static let folders = Mutex<[URL]>([])

  init() {
    atexit {
      for folder in RemovedAtExit.folders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
    }
  }

  func add(_ folder: URL) { Self.folders.withLock { $0.append(folder) } }
}
