internal import CNCurses
import Synchronization

/// Our handlers of signals, from creation to `stop()`; there is one at a time.
final class SignalHandlers: Sendable {
  /// Signals that came, as bits.
  struct Noted: OptionSet {
    let rawValue: UInt32
    static let interrupt = Noted(rawValue: UInt32(SIAM_SIGNAL_INTERRUPT))
    static let terminate = Noted(rawValue: UInt32(SIAM_SIGNAL_TERMINATE))
    static let hangUp = Noted(rawValue: UInt32(SIAM_SIGNAL_HANGUP))
    static let resize = Noted(rawValue: UInt32(SIAM_SIGNAL_RESIZE))
    static let `continue` = Noted(rawValue: UInt32(SIAM_SIGNAL_CONTINUE))
    static let stop = Noted(rawValue: UInt32(SIAM_SIGNAL_STOP))
  }

  private static let exist = Atomic(false)

  /// Where the handlers write; it outlives them.
  private let pipe: WakePipe
  private let isActive = Atomic(true)

  /// - Parameters:
  ///   - pipe: what the handlers write to.
  ///   - guardsTerminal: whether also sizes, stops and crashes are handled.
  /// - Throws: `TerminalError.alreadyOpen` or `.system`.
  init(waking pipe: WakePipe, guardsTerminal: Bool) throws(TerminalError) {
    guard Self.exist.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    else { throw .alreadyOpen }
    self.pipe = pipe
    let backtraces = environment("SWIFT_BACKTRACE") != nil
    guard siam_signals_start(pipe.writeEnd, guardsTerminal ? 1 : 0, backtraces ? 1 : 0) == 0 else {
      isActive.store(false, ordering: .releasing)
      let error = systemError("handle signals")
      Self.exist.store(false, ordering: .releasing)
      throw error
    }
  }

  deinit { stop() }

  /// Puts back the handlers that were before.
  func stop() {
    guard isActive.exchange(false, ordering: .acquiringAndReleasing) else { return }
    siam_signals_stop()
    Self.exist.store(false, ordering: .releasing)
  }

  /// The signals since the last call.
  func take() -> Noted { Noted(rawValue: siam_signals_take()) }

  /// Notes that the terminal is gone: its HUP is ignored should it come after `stop()`.
  func noteHangUp() { siam_signals_hung_up() }

  /// Stops the program as Ctrl-Z does; returns when it goes on.
  func suspendProgram() { _ = siam_signals_suspend() }
}
