import Foundation
import Synchronization

/// Folders that are removed when the process ends.
enum RemovedAtExit {
  private static let folders: Mutex<[URL]> = {
    atexit {
      for folder in RemovedAtExit.folders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
    }
    return Mutex([])
  }()

  static func add(_ folder: URL) { folders.withLock { $0.append(folder) } }
}
