import SiamCanvas
import SiamScreens
import SiamTerminal

/// The terminal's own thread: waits on keys and wake-ups, draws the newest state when it is ready for one.
///
/// A key is drawn at once; news from training as often as the audience wants.
enum TerminalLoop {
  /// How the screen ended.
  enum Ending: Sendable {
    /// There was no terminal to draw on.
    case noTerminal(TerminalError)
    /// The person left; whether to wait for the run to save.
    case left(save: Bool)
    /// The terminal went away.
    case hungUp
  }

  static func run(_ audience: Audience, _ settings: ScreenSettings) -> Ending {
    let terminal: Terminal
    do {
      terminal = try Terminal()
    } catch {
      return .noTerminal(error)
    }
    defer { terminal.close() }
    let background = terminal.askForBackground()
    audience.open(waker: terminal.waker) { model in
      (model.width, model.height) = terminal.size
      model.charset = settings.charset(for: terminal)
      model.theme = settings.theme(for: terminal, background: background)
      model.pendingCommands = settings.commands
    }
    var visit: Visit?
    defer { visit?.end() }
    /// What is seen: the run, or one that is looked at meanwhile.
    var shown: Audience { visit?.audience ?? audience }
    /// What is looked at is left for the run itself.
    func comeBack() {
      visit?.end()
      visit = nil
    }
    draw(terminal, audience, background, always: true)
    var lastFrame = ContinuousClock.now
    while true {
      let frame = shown.frame
      let since = ContinuousClock.now - lastFrame
      let events = terminal.wait(timeoutMilliseconds: since < frame ? milliseconds(frame - since) : 1000)
      var urgent = false
      for event in events {
        switch event {
        case .input(.key(.control("z"))): terminal.suspend()
        case .input(.key(.control("l"))): terminal.redraw()
        case .input(.key(.control("c"))), .interrupted, .terminated:
          // Meant for the program, whatever is seen.
          comeBack()
          audience.take(.interrupt)
          urgent = true
        case .input(let input):
          shown.take(.input(input))
          urgent = true
        case .resized, .continued:
          let size = terminal.size
          audience.take(.resized(width: size.width, height: size.height))
          visit?.audience.take(.resized(width: size.width, height: size.height))
          urgent = true
        case .suspensionRequested: terminal.suspend()
        case .standardError(let line): audience.note(line)
        case .hungUp: return .hungUp
        case .woken: break
        }
      }
      if let save = audience.leaving { return .left(save: save) }
      if let ended = visit, ended.audience.leaving != nil {
        comeBack()
        if let refusal = ended.audience.refusal { audience.take(.said(refusal.message)) }
        urgent = true
      }
      if let order = shown.takeVisit() {
        let next = Visit(order, from: shown, beside: audience, settings, terminal.waker)
        comeBack()
        visit = next
        urgent = true
      }
      if urgent || ContinuousClock.now - lastFrame >= frame {
        // What nobody sees goes on all the same: its clock, and what it asks.
        if visit != nil { _ = audience.newest(always: false) }
        draw(terminal, shown, background, always: urgent || events.isEmpty)
        lastFrame = ContinuousClock.now
      }
    }
  }

  private static func draw(_ terminal: Terminal, _ audience: Audience, _ background: Color?, always: Bool) {
    guard let model = audience.newest(always: always) else { return }
    let size = terminal.size
    var canvas = Canvas(width: size.width, height: size.height)
    SiamScreens.draw(model, into: &canvas)
    if !model.theme.isReadable(on: background) { canvas.lay(on: model.theme) }
    terminal.present(canvas)
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000) + 1
  }
}
