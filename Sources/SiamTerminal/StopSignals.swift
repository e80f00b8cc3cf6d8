@preconcurrency import Dispatch

/// Requests to stop that come as signals, for a program without a screen.
///
/// A second INT or TERM ends the program at once, as if we handled neither.
package final class StopSignals: Sendable {
  /// Why to stop.
  package enum Reason: Hashable, Sendable {
    /// Ctrl-C.
    case interrupted
    /// Signal TERM.
    case terminated
    /// The terminal the program was started on is gone. (Under `nohup` that never comes.)
    case hungUp
  }

  /// What came, in order; ends with `close()`.
  package let reasons: AsyncStream<Reason>
  private let continuation: AsyncStream<Reason>.Continuation
  private let handlers: SignalHandlers
  private let source: any DispatchSourceRead

  /// Handles INT, TERM and HUP from now on, until `close()`.
  ///
  /// - Throws: `TerminalError.alreadyOpen` where this process has a `Terminal` or another `StopSignals`.
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
      let noted = handlers.take()
      if noted.contains(.interrupt) { continuation.yield(.interrupted) }
      if noted.contains(.terminate) { continuation.yield(.terminated) }
      if noted.contains(.hangUp) { continuation.yield(.hungUp) }
    }
    source.activate()
  }

  deinit { close() }

  /// Puts the handlers back that were before, and ends `reasons`. After signal HUP further ones are ignored.
  package func close() {
    handlers.stop()
    source.cancel()
    continuation.finish()
  }
}
