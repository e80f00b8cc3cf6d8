import SiamCanvas

/// What happened while waiting on the terminal.
package enum TerminalEvent: Hashable, Sendable {
  /// A key or the mouse.
  case input(Input)
  /// The size may have changed; ask for `size` and present anew.
  case resized
  /// `Waker.wake()` was called, once or more.
  case woken
  /// Signal INT from outside. A second one, or TERM, ends the program at once.
  case interrupted
  /// Signal TERM. A second one, or INT, ends the program at once.
  case terminated
  /// The terminal is gone: nothing is drawn any more, no key comes; signals and wakes still do.
  case hungUp
  /// Signal TSTP from outside: `suspend()` is due.
  case suspensionRequested
  /// The program goes on after being stopped; the next `present` paints everything.
  case continued
  /// A line the program wrote to standard error, for the log panel.
  case standardError(String)
}
