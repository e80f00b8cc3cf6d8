import SiamCore
import Synchronization

/// The commands to a replay: only the latest of each kind is stored.
final class ReplayCommandQueue: Sendable {
  struct State: Sendable {
    var isPlaying = true
    var speed: ReplaySpeed
    /// The step to go to, or nil if there is none.
    var seek: Int?
    var isClosed = false
    /// The number of changes so far, by which a reader notices a new command.
    var version = 0
  }

  private struct Guarded {
    var state: State
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let guarded: Mutex<Guarded>

  init(speed: ReplaySpeed) { guarded = Mutex(Guarded(state: State(speed: speed))) }

  var state: State { guarded.withLock { $0.state } }

  func put(_ command: ReplayCommand) {
    change { state in
      switch command {
      case .play(let isPlaying): state.isPlaying = isPlaying
      case .seek(let step): state.seek = step
      case .speed(let speed): state.speed = speed
      }
    }
  }

  func close() { change { $0.isClosed = true } }

  /// Pauses at the end of the run, unless a seek is pending.
  func pauseAtEnd() {
    guarded.withLock { guarded in if guarded.state.seek == nil { guarded.state.isPlaying = false } }
  }

  /// Returns and clears the pending seek.
  func nextSeek() -> Int? {
    guarded.withLock { guarded in
      defer { guarded.state.seek = nil }
      return guarded.state.seek
    }
  }

  /// Suspends until the replay plays, seeks or closes.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isLate = guarded.withLock { guarded in
        let state = guarded.state
        if state.isPlaying || state.seek != nil || state.isClosed { return true }
        guarded.waiting = continuation
        return false
      }
      if isLate { continuation.resume() }
    }
  }

  private func change(_ body: (inout State) -> Void) {
    let waiting = guarded.withLock { guarded in
      body(&guarded.state)
      guarded.state.version += 1
      defer { guarded.waiting = nil }
      return guarded.waiting
    }
    waiting?.resume()
  }
}
