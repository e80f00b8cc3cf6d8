import Foundation
import SiamCore
import Synchronization

/// A function that is called with the progress of reading images.
typealias LoadingListener = @Sendable (LoadingProgress) -> Void

/// The progress of reading images, on standard error. Reading that takes less than `patience` shows nothing.
final class LoadingLines: Sendable {
  private let line = RedrawnLine()
  private let began = ContinuousClock.now
  /// When a line was last shown, in seconds since the beginning.
  private let shown = Mutex(0.0)

  /// Time before the first line, in seconds.
  private static let patience = 0.3

  /// Calls `body`, and afterwards erases the progress from the terminal.
  func whileShown<Value>(_ body: () throws -> Value) rethrows -> Value {
    defer { line.erase() }
    return try body()
  }

  /// Shows the progress, unless the last line was shown too recently.
  func show(_ progress: LoadingProgress) {
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    guard progress == .waiting || seconds >= Self.patience else { return }
    let isDue = shown.withLock { shown in
      guard shown == 0 || seconds - shown >= line.interval else { return false }
      shown = seconds
      return true
    }
    switch progress {
    case .waiting: line.printLine("siam: waiting for another siam that decodes these images")
    case .reading(let files, let share):
      guard isDue else { return }
      let total = share.flatMap { $0 > 0 ? Int((Double(files) / $0).rounded()) : nil }
      line.show(ProgressText(label: "siam: decoding images", done: files, total: total, unit: .files))
    case .arranging: return
    }
  }
}
