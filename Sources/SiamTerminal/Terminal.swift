internal import CNCurses
import SiamCanvas

/// How to take a terminal.
package struct TerminalOptions: Sendable {
  /// The terminal's type; nil for what `TERM` says.
  package var type: String?
  /// Colours to use at most; nil for what the terminal and the environment say.
  package var colors: ColorLevel?
  /// Whether the mouse is ours.
  package var usesMouse = true
  /// Whether standard error, where it is a terminal, comes as events instead.
  package var capturesStandardError = true

  /// What siam uses.
  package init() {}
}

/// The terminal this program runs on: shows canvases, reads keys and the mouse, and is left as it was.
///
/// Owned by one thread; only a `Waker` may be used from others. There is one at a time.
package final class Terminal {
  /// The colours it shows.
  package let colors: ColorLevel
  /// Whether the user's locale has Unicode. (Whether the font has the characters can't be known.)
  package let supportsUTF8: Bool
  /// Ends a `wait` from any thread.
  package let waker: Waker

  /// As the system's descriptions name it.
  let type: String
  let input: Int32
  let output: Int32
  let options: TerminalOptions
  /// Nil after `close()` and after a hang-up.
  var screen: Screen?
  /// Nil after `close()`.
  var handlers: SignalHandlers?
  var standardError: StandardErrorPipe?
  let modes: TerminalModes
  let restoreSequence: RestoreSequence
  let pipe: WakePipe
  var parser = InputParser()
  /// When what the parser holds becomes keys, on the monotonic clock.
  var flushDue: Int?
  /// Until when the terminal may still answer what it was asked; nil where it was not.
  var answersDue: Int?
  /// What happened while an answer was waited for, for the next `wait`.
  var heard: [TerminalEvent] = []
  var pairs: ColorPairs
  /// What the screen shows; nil where all has to be painted.
  var shown: Canvas?
  /// The last canvas presented.
  var presented: Canvas?
  /// Whether the terminal is the shell's for now: we were stopped, or never in the foreground.
  var isLeft = false

  /// Takes the terminal.
  ///
  /// - Throws: `TerminalError`; the terminal is as it was then.
  package init(
    input: Int32 = 0, output: Int32 = 1, options: TerminalOptions = TerminalOptions()
  ) throws(TerminalError) {
    for descriptor in [input, output] where !isTerminal(descriptor) {
      throw .notATerminal(descriptor: descriptor)
    }
    pipe = try WakePipe()
    waker = Waker(pipe: pipe)
    // Before anything of ncurses: it belongs to one terminal, and sets handlers of its own where it finds none.
    let handlers = try SignalHandlers(waking: pipe, guardsTerminal: true)
    let named = options.type ?? environment("TERM") ?? ""
    let (type, description) = try TerminalDescription.nearest(type: named, output: output)
    guard description[string: "cup"] != nil else { throw .tooSimple(type: type) }
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
    let screen: Screen
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

  deinit { close() }

  /// Leaves the terminal as it was before `init`, and signals and standard error too. Does nothing the second time.
  ///
  /// After `.hungUp` signal HUP is ignored from here on: a terminal that goes away may send it late, and several times.
  package func close() {
    leaveScreen()
    screen = nil
    standardError = nil
    handlers?.stop()
    handlers = nil
  }

  /// Whether there is no screen any more: closed, or hung up.
  package var isGone: Bool { screen == nil }

  /// In columns and rows; 0 × 0 without a screen.
  package var size: (width: Int, height: Int) {
    updateSize()
    return screen?.size ?? (0, 0)
  }

  /// Puts the terminal back as at `close()`, but keeps the screen's state.
  func leaveScreen() {
    guard screen != nil else { return }
    if !isLeft, siam_device_is_ours(output) != 0 {
      if options.usesMouse { writeAll(output, RestoreSequence.mouseOff) }
      screen?.leave()
    }
    siam_restore_disarm()
    if siam_device_is_ours(output) != 0 { modes.restore() }
    isLeft = true
  }

  /// Asks the device for its size and tells ncurses.
  func updateSize() {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard let size = screen?.size, siam_device_size(output, &columns, &rows) != 0 else { return }
    guard size != (Int(columns), Int(rows)) else { return }
    screen?.resize(width: Int(columns), height: Int(rows))
    shown = nil
  }

  /// With 24-bit colours where asked for, and without if ncurses won't have them.
  private static func open(
    type: String, description: TerminalDescription, level: ColorLevel, input: Int32, output: Int32
  ) throws(TerminalError) -> Screen {
    if level == .direct {
      do {
        return try Screen(
          type: type, description: description.withDirectColor(), input: input, output: output, usesColor: true)
      } catch .unknownType {
        // A library built to ignore the environment.
      }
    }
    return try Screen(
      type: type, description: nil, input: input, output: output, usesColor: level > .monochrome)
  }
}
