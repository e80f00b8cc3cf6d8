import SiamScreens
import Synchronization

/// What a replay has been asked: the newest of each, however many came.
final class ReplayMailbox: Sendable {
  struct State: Sendable {
    var isPlaying = true
    var speed: ReplaySpeed
    /// Where to go, until it is done.
    var seek: Int?
    var isClosed = false
    /// Counts what was asked.
    var turn = 0
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

  /// The run has come to its end, unless somewhere else was asked for meanwhile.
  func rest() {
    guarded.withLock { guarded in if guarded.state.seek == nil { guarded.state.isPlaying = false } }
  }

  /// Where to go, once.
  func takeSeek() -> Int? {
    guarded.withLock { guarded in
      defer { guarded.state.seek = nil }
      return guarded.state.seek
    }
  }

  /// Suspends until there is something to do.
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
      guarded.state.turn += 1
      defer { guarded.waiting = nil }
      return guarded.waiting
    }
    waiting?.resume()
  }
}
