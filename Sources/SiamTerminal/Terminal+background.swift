import CNCurses
package import SiamCanvas

extension Terminal {
  /// The time during which late replies are expected among the keys, in milliseconds.
  private static let lateReplyMilliseconds = 2000

  /// Queries the terminal's background colour.
  ///
  /// Keys pressed meanwhile are returned by the next `wait`. A reply that arrives later than that is not mistaken for
  /// keys.
  ///
  /// - Parameter milliseconds: the time to wait for a terminal that doesn't reply.
  /// - Returns: the terminal's reply, or else the colour in the variable `COLORFGBG`; nil if neither is known.
  package func queryBackground(milliseconds: Int = 100) -> Color? {
    if canQuery {
      writeAll(output, TerminalReplies.query)
      let now = monotonicMilliseconds()
      replyDeadline = now + Self.lateReplyMilliseconds
      listen(until: now + milliseconds)
    }
    return parser.replies.background ?? TerminalReplies.background(colorFGBG: environment("COLORFGBG"))
  }

  /// Whether the next bytes may be a late reply.
  var awaitsReplies: Bool {
    guard let replyDeadline, !parser.replies.isComplete else { return false }
    return monotonicMilliseconds() < replyDeadline
  }

  private var canQuery: Bool {
    screen != nil && colors > .monochrome && TerminalReplies.areSupported(by: type) && siam_device_is_ours(input) != 0
      && siam_device_is_writable(output, 0) != 0
  }

  private func listen(until end: Int) {
    while screen != nil, !parser.replies.isComplete {
      let left = end - monotonicMilliseconds()
      guard left > 0, waitForReading([input], milliseconds: left).contains(input) else { return }
      pendingEvents += inputEvents(isReady: true)
    }
  }
}
