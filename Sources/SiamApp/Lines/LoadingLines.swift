import Foundation
import SiamMessages
import Synchronization

/// Hears how far the reading of images is.
typealias LoadingListener = @Sendable (LoadingProgress) -> Void

/// How far the reading of images is, drawn over on a terminal; nothing of what takes no time.
final class LoadingLines: Sendable {
  private let label: String
  private let line = RedrawnLine()
  private let began = ContinuousClock.now
  /// Seconds since the beginning when a line was last shown.
  private let shown = Mutex(0.0)

  /// Seconds without a word.
  private static let patience = 0.3

  /// Of what is done with images, in words.
  init(_ deed: String = "decoding images") { label = "siam: " + deed }

  /// Does what is shown, and leaves nothing of it on a terminal.
  func whileShown<Value>(_ body: () throws -> Value) rethrows -> Value {
    defer { line.erase() }
    return try body()
  }

  /// Shows how far it is, where it has been a while since that was shown.
  func show(_ progress: LoadingProgress) {
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    guard progress == .waiting || seconds >= Self.patience else { return }
    let isDue = shown.withLock { shown in
      guard shown == 0 || seconds - shown >= line.interval else { return false }
      shown = seconds
      return true
    }
    switch progress {
    case .waiting: line.say("siam: another siam decodes these images; this one waits")
    case .reading(let files, let share):
      guard isDue else { return }
      let total = share.flatMap { $0 > 0 ? Int((Double(files) / $0).rounded()) : nil }
      line.show(ProgressText(label: label, done: files, total: total, unit: .files))
    case .arranging: return
    }
  }
}
