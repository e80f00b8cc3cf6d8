import CNCurses
import SiamCanvas

/// Options for opening a terminal.
package struct TerminalOptions: Sendable {
  /// The terminal's type (default: `TERM`).
  package var type: String?
  /// The colours to use (default: as the terminal and the environment say).
  package var colors: ColorLevel?
  /// Whether mouse events are reported.
  package var usesMouse = true
  /// Whether standard error, if it is a terminal, is captured and reported as events.
  package var capturesStandardError = true

  /// Creates the default options.
  package init() {}
}

/// The terminal this program runs on: shows canvases, reads keys and the mouse, and restores the terminal at the end.
///
/// Owned by one thread; only a `Waker` may be used from others. At most one exists at a time.
package final class Terminal {
  /// The colours the terminal shows.
  package let colors: ColorLevel
  /// Whether the user's locale is UTF-8. (Whether the font has the characters can't be known.)
  package let supportsUTF8: Bool
  /// Ends a `wait` from any thread.
  package let waker: Waker

  /// The terminal's type, as the system's descriptions name it.
  let type: String
  let input: Int32
  let output: Int32
  let options: TerminalOptions
  /// The screen; nil after `close()` and after a hang-up.
  var screen: CursesScreen?
  /// The signal handlers; nil after `close()`.
  var handlers: SignalHandlers?
  var standardError: StandardErrorPipe?
  let modes: TerminalModes
  let restoreSequence: RestoreSequence
  let pipe: WakePipe
  var parser = InputParser()
  /// When the parser's pending bytes become keys, on the monotonic clock in milliseconds.
  var flushDue: Int?
  /// When a reply to the last query is no longer expected, on the monotonic clock; nil if there was no query.
  var replyDeadline: Int?
  /// Events that occurred while waiting for a reply, returned by the next `wait`.
  var pendingEvents: [TerminalEvent] = []
  var pairs: ColorPairs
  /// The canvas that the screen shows; nil if everything must be repainted.
  var shown: Canvas?
  /// The last canvas presented.
  var presented: Canvas?
  /// Whether the terminal belongs to the shell for now: the program was stopped, or never in the foreground.
  var hasLeftScreen = false

  /// Opens the terminal.
  ///
  /// - Throws: `TerminalError`; the terminal is then unchanged.
  package init(
    input: Int32 = 0, output: Int32 = 1, options: TerminalOptions = TerminalOptions()
  ) throws(TerminalError) {
    for descriptor in [input, output] where !isTerminal(descriptor) {
      throw .notATerminal(descriptor: descriptor)
    }
    pipe = try WakePipe()
    waker = Waker(pipe: pipe)
    // Before any call to ncurses, which serves one terminal only and installs its own handlers where it finds none.
    let handlers = try SignalHandlers(waking: pipe, guardsTerminal: true)
    let named = options.type ?? environment("TERM") ?? ""
    let (type, description) = try TerminalDescription.nearest(type: named, output: output)
    guard description[string: "cup"] != nil else { throw .tooSimple(type: type) }
    try Self.checkSize(of: output)
    supportsUTF8 = siam_locale_start() == 1
    modes = try TerminalModes(input: input, output: output)
    let level =
      options.colors
      ?? ColorLevel(
        noColor: environment("NO_COLOR"), colorTerm: environment("COLORTERM"),
        described: named.hasSuffix("-direct") ? 1 << 24 : Int(description[number: "colors"] ?? -1))
    restoreSequence = RestoreSequence(usesMouse: options.usesMouse, synchronizes: level >= .palette256) {
      description[string: $0]
    }
    let screen: CursesScreen
    do {
      screen = try Self.open(type: type, description: description, level: level, input: input, output: output)
      try modes.arm(restoreSequence)
      if options.capturesStandardError, isTerminal(2) { standardError = try StandardErrorPipe() }
    } catch {
      handlers.stop()
      siam_restore_now()
      modes.restore()
      throw error
    }
    colors = min(level, ColorLevel(described: screen.colorCount))
    pairs = ColorPairs(capacity: min(screen.pairCount, 1 << 15))
    self.type = type
    self.input = input
    self.output = output
    self.options = options
    self.handlers = handlers
    self.screen = screen
    if options.usesMouse { writeAll(output, RestoreSequence.mouseOn) }
    updateSize()
  }

  /// The size below which a screen shows nothing that matters.
  package static let minimumSize = (width: 20, height: 5)

  /// Throws `TerminalError.tooSmall` if the device is smaller than `minimumSize`; an unknown size is accepted.
  private static func checkSize(of output: Int32) throws(TerminalError) {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard siam_device_size(output, &columns, &rows) != 0 else { return }
    if columns < minimumSize.width || rows < minimumSize.height {
      throw .tooSmall(width: Int(columns), height: Int(rows))
    }
  }

  deinit { close() }

  /// Restores the terminal, the signal handlers and standard error. Calling it again has no effect.
  ///
  /// After `.hungUp`, signal HUP stays ignored: a terminal that goes away may send it late, and several times.
  package func close() {
    leaveScreen()
    screen = nil
    standardError = nil
    handlers?.stop()
    handlers = nil
  }

  /// Whether the terminal has been closed or has hung up.
  package var isGone: Bool { screen == nil }

  /// The size in columns and rows; 0 × 0 without a screen.
  package var size: (width: Int, height: Int) {
    updateSize()
    return screen?.size ?? (0, 0)
  }

  /// Restores the terminal as `close()` does, but retains the screen's state.
  func leaveScreen() {
    guard screen != nil else { return }
    if !hasLeftScreen, siam_device_is_ours(output) != 0 {
      if options.usesMouse { writeAll(output, RestoreSequence.mouseOff) }
      screen?.leave()
    }
    siam_restore_disarm()
    if siam_device_is_ours(output) != 0 { modes.restore() }
    hasLeftScreen = true
  }

  /// Reads the device's size and passes it to ncurses.
  func updateSize() {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard let size = screen?.size, siam_device_size(output, &columns, &rows) != 0 else { return }
    guard size != (Int(columns), Int(rows)) else { return }
    screen?.resize(width: Int(columns), height: Int(rows))
    shown = nil
  }

  /// Opens the screen with 24-bit colours if requested, or without if ncurses rejects them.
  private static func open(
    type: String, description: TerminalDescription, level: ColorLevel, input: Int32, output: Int32
  ) throws(TerminalError) -> CursesScreen {
    if level == .direct {
      do {
        return try CursesScreen(
          type: type, description: description.withDirectColor(), input: input, output: output, usesColor: true)
      } catch .unknownType {
        // This ncurses was built to ignore the environment variable `TERMINFO`.
      }
    }
    return try CursesScreen(
      type: type, description: nil, input: input, output: output, usesColor: level > .monochrome)
  }
}
