internal import Foundation
internal import SiamFiles
internal import SiamMessages

/// Writes a run down off the training thread, entry by entry, before anyone hears of it.
///
/// What can't be written holds training up: no step is taken until it can, and nothing is lost but where the end was
/// asked for meanwhile.
struct RunScribe {
  let folder: RunFolder?
  let mailbox: Mailbox
  let tell: @Sendable (TrainingEvent) -> Void
  /// Whether it was given up: nothing is written any more.
  private var isLost = false

  init(folder: RunFolder?, mailbox: Mailbox, tell: @escaping @Sendable (TrainingEvent) -> Void) {
    self.folder = folder
    self.mailbox = mailbox
    self.tell = tell
  }

  /// What is to be written.
  enum Entry: Sendable {
    case event(TrainingEvent)
    case checkpoint(CheckpointDraft)
  }

  /// Between two attempts.
  static let patience = Duration.milliseconds(100)
  /// Attempts once the end was asked for.
  private static let lastAttempts = 3

  /// Writes entries as they come, to the last.
  mutating func write(_ entries: AsyncStream<Entry>) async {
    for await entry in entries {
      switch entry {
      case .event(let event): await pass(event)
      case .checkpoint(let draft):
        guard let folder else { continue }
        let file = await insist { () throws(FileFailure) in try folder.write(draft) }
        if let file { await pass(.checkpoint(CheckpointReport(step: draft.step, file: file))) }
      }
    }
    folder?.close()
  }

  private mutating func pass(_ event: TrainingEvent) async {
    if let folder {
      folder.put(event)
      _ = await insist { () throws(FileFailure) in try folder.flush() }
    }
    tell(event)
  }

  /// Tries until it succeeds; nil where it was given up.
  private mutating func insist<Value>(_ body: () throws(FileFailure) -> Value) async -> Value? {
    if isLost { return nil }
    var isHeld = false
    var attempts = 0
    while true {
      do throws(FileFailure) {
        let value = try body()
        if isHeld {
          tell(.obstructed(ObstructedReport(reason: nil)))
          mailbox.hold(false)
        }
        return value
      } catch {
        if !isHeld {
          isHeld = true
          mailbox.hold(true)
          tell(.obstructed(Self.report(error)))
        }
        attempts = mailbox.isStopping ? attempts + 1 : 0
        if attempts >= Self.lastAttempts {
          mailbox.hold(false)
          isLost = true
          return nil
        }
        try? await Task.sleep(for: Self.patience)
      }
    }
  }

  private static func report(_ failure: FileFailure) -> ObstructedReport {
    let remedy =
      switch failure.code {
      case ENOSPC, EDQUOT: "make room"
      case EROFS, EACCES, EPERM: "make it writable"
      case ENOENT, ENOTDIR, ESTALE: "bring the folder back"
      default: "mend it"
      }
    return ObstructedReport(
      reason: "\(failure.path) can't be written: \(failure.reason)",
      remedy: "\(remedy), and training goes on by itself")
  }
}
