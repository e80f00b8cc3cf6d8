@preconcurrency import Dispatch

/// Requests to stop that arrive as signals, for a program without a screen.
///
/// A second INT or TERM ends the program at once, as if neither were handled.
package final class StopSignals: Sendable {
  /// The reason to stop.
  package enum Reason: Hashable, Sendable {
    /// Ctrl-C.
    case interrupted
    /// Signal TERM.
    case terminated
    /// The terminal the program was started on is gone. (Under `nohup` this never occurs.)
    case hungUp
  }

  /// The reasons received, in order; ends with `close()`.
  package let reasons: AsyncStream<Reason>
  private let continuation: AsyncStream<Reason>.Continuation
  private let handlers: SignalHandlers
  private let source: any DispatchSourceRead

  /// Handles INT, TERM and HUP until `close()`.
  ///
  /// - Throws: `TerminalError.alreadyOpen` if this process has a `Terminal` or another `StopSignals`.
  package init() throws(TerminalError) {
    let pipe = try WakePipe()
    let handlers = try SignalHandlers(waking: pipe, guardsTerminal: false)
    self.handlers = handlers
    let (reasons, continuation) = AsyncStream<Reason>.makeStream()
    self.reasons = reasons
    self.continuation = continuation
    source = DispatchSource.makeReadSource(fileDescriptor: pipe.readEnd, queue: DispatchQueue(label: "siam.signals"))
    source.setEventHandler {
      _ = pipe.drain()
      let signals = handlers.collect()
      if signals.contains(.interrupt) { continuation.yield(.interrupted) }
      if signals.contains(.terminate) { continuation.yield(.terminated) }
      if signals.contains(.hangUp) { continuation.yield(.hungUp) }
    }
    source.activate()
  }

  deinit { close() }

  /// Restores the previous handlers and ends `reasons`. After a signal HUP, further ones are ignored.
  package func close() {
    handlers.stop()
    source.cancel()
    continuation.finish()
  }
}
