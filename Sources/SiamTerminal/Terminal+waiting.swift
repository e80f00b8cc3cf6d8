internal import CNCurses
import SiamCanvas

extension Terminal {
  /// How long what follows an Escape may take to make it a sequence.
  private var escapeMilliseconds: Int { awaitsAnswers ? 250 : 25 }

  /// Waits for keys, the mouse, signals, lines on standard error or a waker, and tells what happened, in order.
  ///
  /// - Parameter timeoutMilliseconds: at most; 0 only looks, nil waits for ever.
  /// - Returns: empty after the timeout.
  package func wait(timeoutMilliseconds: Int?) -> [TerminalEvent] {
    if !heard.isEmpty {
      defer { heard = [] }
      return heard
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

  /// What can be waited for now; not the keys while they are another program's.
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
    guard let noted = handlers?.take(), !noted.isEmpty else { return [] }
    var events: [TerminalEvent] = []
    if noted.contains(.interrupt) { events.append(.interrupted) }
    if noted.contains(.terminate) { events.append(.terminated) }
    if noted.contains(.hangUp), screen != nil { events += hangUp() }
    guard screen != nil else { return events }
    if noted.contains(.stop) { events.append(.suspensionRequested) }
    if noted.contains(.resize) {
      updateSize()
      events.append(.resized)
    }
    if noted.contains(.continue) {
      // Whoever had the terminal meanwhile has set its modes.
      leaveScreen()
      updateSize()
      events.append(.continued)
    }
    return events
  }

  /// The keys and the mouse, from what can be read and from an Escape that nothing followed.
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

  /// Gives the screen up. A terminal that is still there, the signal having come from a person, is put back if it
  /// takes the bytes.
  private func hangUp() -> [TerminalEvent] {
    // The end of the device may be read before the signal comes.
    handlers?.noteHangUp()
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
