internal import CNCurses
import SiamCanvas

extension Terminal {
  /// How long a late answer is told from keys.
  private static let answerMilliseconds = 2000

  /// What lies behind the text: as the terminal answers, or else as the variable `COLORFGBG` says; nil where nobody
  /// knows.
  ///
  /// Keys that come meanwhile are kept for the next `wait`. A terminal that doesn't answer at all is waited for some
  /// milliseconds; an answer that comes later than that is not taken for keys.
  package func askForBackground(milliseconds: Int = 100) -> Color? {
    if canAsk {
      writeAll(output, TerminalAnswers.question)
      let now = monotonicMilliseconds()
      answersDue = now + Self.answerMilliseconds
      listen(until: now + milliseconds)
    }
    return parser.answers.background ?? TerminalAnswers.background(colorFGBG: environment("COLORFGBG"))
  }

  /// Whether bytes that come may be a late answer.
  var awaitsAnswers: Bool {
    guard let answersDue, !parser.answers.hasIdentified else { return false }
    return monotonicMilliseconds() < answersDue
  }

  private var canAsk: Bool {
    screen != nil && colors > .monochrome && TerminalAnswers.areGiven(by: type) && siam_device_is_ours(input) != 0
      && siam_device_is_writable(output, 0) != 0
  }

  private func listen(until end: Int) {
    while screen != nil, !parser.answers.hasIdentified {
      let left = end - monotonicMilliseconds()
      guard left > 0, waitForReading([input], milliseconds: left).contains(input) else { return }
      heard += inputEvents(isReady: true)
    }
  }
}
