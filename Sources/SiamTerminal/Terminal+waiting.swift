import CNCurses
package import SiamCanvas

extension Terminal {
  /// The time after an Escape within which following bytes make it a sequence.
  private var escapeMilliseconds: Int { awaitsReplies ? 250 : 25 }

  /// Waits for keys, the mouse, signals, lines on standard error or a waker, and returns the events in order.
  ///
  /// - Parameter timeoutMilliseconds: the maximum time to wait; 0 only polls, nil waits for ever.
  /// - Returns: the events; empty after the timeout.
  package func wait(timeoutMilliseconds: Int?) -> [TerminalEvent] {
    if !pendingEvents.isEmpty {
      defer { pendingEvents = [] }
      return pendingEvents
    }
    let end = timeoutMilliseconds.map { monotonicMilliseconds() + max(0, $0) }
    while true {
      let now = monotonicMilliseconds()
      let due = [end, flushDue].compactMap { $0 }.min()
      let ready = waitForReading(descriptors, milliseconds: due.map { max(0, $0 - now) })
      let events = collect(ready)
      if !events.isEmpty { return events }
      if let end, monotonicMilliseconds() >= end { return [] }
    }
  }

  /// The descriptors to wait for; without the input while another program has the terminal.
  private var descriptors: [Int32] {
    var descriptors = [pipe.readEnd]
    if screen != nil, siam_device_is_ours(input) != 0 { descriptors.append(input) }
    if let error = standardError?.readEnd, standardError?.hasEnded == false { descriptors.append(error) }
    return descriptors
  }

  private func collect(_ ready: Set<Int32>) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    if ready.contains(pipe.readEnd), pipe.drain() { events.append(.woken) }
    events += signalEvents()
    if screen != nil { events += inputEvents(isReady: ready.contains(input)) }
    if let lines = standardError?.lines() { events += lines.map(TerminalEvent.standardError) }
    return events
  }

  private func signalEvents() -> [TerminalEvent] {
    guard let signals = handlers?.collect(), !signals.isEmpty else { return [] }
    var events: [TerminalEvent] = []
    if signals.contains(.interrupt) { events.append(.interrupted) }
    if signals.contains(.terminate) { events.append(.terminated) }
    if signals.contains(.hangUp), screen != nil { events += hangUp() }
    guard screen != nil else { return events }
    if signals.contains(.stop) { events.append(.suspensionRequested) }
    if signals.contains(.resize) {
      updateSize()
      events.append(.resized)
    }
    if signals.contains(.continue) {
      // Another program may have changed the terminal's modes meanwhile.
      leaveScreen()
      updateSize()
      events.append(.continued)
    }
    return events
  }

  /// Returns key and mouse events, from the available bytes or from an Escape that nothing followed.
  func inputEvents(isReady: Bool) -> [TerminalEvent] {
    var inputs: [Input] = []
    if isReady {
      switch readAvailable(input) {
      case .bytes(let bytes):
        inputs = parser.parse(bytes)
        flushDue = parser.isPending ? monotonicMilliseconds() + escapeMilliseconds : nil
      case .nothing: break
      case .ended: return hangUp()
      }
    } else if let due = flushDue, monotonicMilliseconds() >= due {
      flushDue = nil
      inputs = parser.flush()
    }
    return inputs.map(TerminalEvent.input)
  }

  /// Closes the screen. If the terminal still exists, because a user sent the signal, it is restored.
  private func hangUp() -> [TerminalEvent] {
    // The device's end may be read before the signal arrives.
    handlers?.markHungUp()
    if siam_device_is_writable(output, 100) != 0 {
      leaveScreen()
    } else {
      siam_restore_disarm()
    }
    screen = nil
    standardError = nil
    return [.hungUp]
  }
}

/// An event from the terminal, a signal, standard error or a waker.
package enum TerminalEvent: Hashable, Sendable {
  /// A key or the mouse.
  case input(Input)
  /// The size may have changed: read `size` and present again.
  case resized
  /// `Waker.wake()` was called, at least once.
  case woken
  /// Signal INT was sent. A second one, or TERM, ends the program at once.
  case interrupted
  /// Signal TERM was sent. A second one, or INT, ends the program at once.
  case terminated
  /// The terminal is gone: nothing more is drawn and no keys arrive, but signals and wakes still do.
  case hungUp
  /// Signal TSTP was sent: call `suspend()`.
  case suspensionRequested
  /// The program continues after being stopped; the next `present` repaints everything.
  case continued
  /// A line the program wrote to standard error, for the log panel.
  case standardError(String)
}
