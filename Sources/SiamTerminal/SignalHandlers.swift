import CNCurses
import Synchronization

/// Signal handlers, installed from creation to `stop()`. At most one exists at a time.
final class SignalHandlers: Sendable {
  /// A set of signals.
  struct Signals: OptionSet {
    let rawValue: UInt32
    static let interrupt = Signals(rawValue: UInt32(SIAM_SIGNAL_INTERRUPT))
    static let terminate = Signals(rawValue: UInt32(SIAM_SIGNAL_TERMINATE))
    static let hangUp = Signals(rawValue: UInt32(SIAM_SIGNAL_HANGUP))
    static let resize = Signals(rawValue: UInt32(SIAM_SIGNAL_RESIZE))
    static let `continue` = Signals(rawValue: UInt32(SIAM_SIGNAL_CONTINUE))
    static let stop = Signals(rawValue: UInt32(SIAM_SIGNAL_STOP))
  }

  private static let exist = Atomic(false)

  /// The pipe the handlers write to; it outlives them.
  private let pipe: WakePipe
  private let isActive = Atomic(true)

  /// - Parameters:
  ///   - pipe: the pipe the handlers write to.
  ///   - guardsTerminal: whether resizes, stops and crashes are handled too.
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

  /// Restores the previous handlers.
  func stop() {
    guard isActive.exchange(false, ordering: .acquiringAndReleasing) else { return }
    siam_signals_stop()
    Self.exist.store(false, ordering: .releasing)
  }

  /// Returns the signals received since the last call.
  func collect() -> Signals { Signals(rawValue: siam_signals_collect()) }

  /// Records that the terminal is gone, so that a HUP arriving after `stop()` is ignored.
  func markHungUp() { siam_signals_hung_up() }

  /// Stops the program as Ctrl-Z does; returns when it continues.
  func suspendProgram() { _ = siam_signals_suspend() }
}
