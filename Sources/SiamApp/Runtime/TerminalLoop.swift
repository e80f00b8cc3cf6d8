import ArgumentParser
import Foundation
import SiamCanvas
import SiamScreens
import SiamTerminal

/// The loop of the terminal's own thread: it waits for input and wake-ups, passes them to a runtime, and draws.
///
/// Input is drawn at once, news from training at the runtime's frame rate.
enum TerminalLoop {
  /// How the screen ended.
  enum Ending: Sendable {
    /// There was no terminal to draw on.
    case noTerminal(TerminalError)
    /// The user left; `save` is whether to wait for the run to save.
    case left(save: Bool)
    /// The terminal went away.
    case hungUp
  }

  /// Shows a runtime that trains nothing until the user leaves, then writes its outcome.
  ///
  /// - Parameters:
  ///   - runtime: the runtime, whose sessions may not be attached yet.
  ///   - settings: the options of the screen.
  ///   - remedy: what to do without a terminal.
  /// - Throws: `CommandFailure`, or `ExitCode` if the user interrupted the program.
  static func show(_ runtime: AppRuntime, _ settings: ScreenSettings, remedy: String) async throws {
    switch await onOwnThread(runtime, settings) {
    case .noTerminal(let error): throw CommandFailure(message: "\(error); \(remedy)", status: ExitStatus.usage)
    case .left(save: false): throw ExitCode(ExitStatus.interrupted)
    case .left(save: true), .hungUp: try runtime.outcome.report()
    }
  }

  /// Runs the loop on a thread of its own, until the screen ends.
  ///
  /// - Parameters:
  ///   - runtime: the runtime, whose sessions may not be attached yet.
  ///   - settings: the options of the screen.
  ///   - begin: called once the terminal is open; not if there is none.
  /// - Returns: how the screen ended.
  static func onOwnThread(
    _ runtime: AppRuntime, _ settings: ScreenSettings, begin: @escaping @Sendable () -> Void = {}
  ) async -> Ending {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        // `thread.name`, set from outside, doesn't reach the kernel, where debuggers look for it.
        Thread.current.name = "siam.terminal"
        continuation.resume(returning: run(runtime, settings, begin: begin))
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  private static func run(_ runtime: AppRuntime, _ settings: ScreenSettings, begin: () -> Void) -> Ending {
    let terminal: Terminal
    do {
      terminal = try Terminal()
    } catch {
      return .noTerminal(error)
    }
    defer { terminal.close() }
    begin()
    let background = terminal.queryBackground()
    runtime.open(waker: terminal.waker) { model in
      (model.width, model.height) = terminal.size
      model.charset = settings.charset(for: terminal)
      model.theme = settings.theme(for: terminal, background: background)
      model.pendingCommands = settings.commands
    }
    var visit: Visit?
    defer { visit?.end() }
    // The runtime on the screen: the visited run's, or the program's own.
    var shown: AppRuntime { visit?.runtime ?? runtime }
    func endVisit() {
      visit?.end()
      visit = nil
    }
    draw(terminal, runtime, background, always: true)
    var lastFrame = ContinuousClock.now
    while true {
      let interval = shown.frameInterval
      let since = ContinuousClock.now - lastFrame
      let events = terminal.wait(timeoutMilliseconds: since < interval ? milliseconds(interval - since) : 1000)
      var urgent = false
      for event in events {
        switch event {
        case .input(.key(.control("z"))): terminal.suspend()
        case .input(.key(.control("l"))): terminal.redraw()
        case .input(.key(.control("c"))), .interrupted, .terminated:
          // A request to end is for the program, whichever run is on the screen.
          endVisit()
          runtime.receive(.interrupt)
          urgent = true
        case .input(let input):
          shown.receive(.input(input))
          urgent = true
        case .resized, .continued:
          let size = terminal.size
          runtime.receive(.resized(width: size.width, height: size.height))
          visit?.runtime.receive(.resized(width: size.width, height: size.height))
          urgent = true
        case .suspensionRequested: terminal.suspend()
        case .standardError(let line): runtime.record(standardError: line)
        case .hungUp: return .hungUp
        case .woken: break
        }
      }
      if let save = runtime.leaving { return .left(save: save) }
      if let ended = visit, ended.runtime.leaving != nil {
        endVisit()
        if let failure = ended.runtime.outcome.startFailure { runtime.receive(.said(failure.message)) }
        urgent = true
      }
      if let request = shown.nextVisit() {
        let next = Visit(request, from: shown, beside: runtime, settings, terminal.waker)
        endVisit()
        visit = next
        urgent = true
      }
      if urgent || ContinuousClock.now - lastFrame >= interval {
        // The run behind a visit isn't drawn, but its clock and its queries continue.
        if visit != nil { _ = runtime.newestModel(always: false) }
        draw(terminal, shown, background, always: urgent || events.isEmpty)
        lastFrame = ContinuousClock.now
      }
    }
  }

  private static func draw(_ terminal: Terminal, _ runtime: AppRuntime, _ background: Color?, always: Bool) {
    guard let model = runtime.newestModel(always: always) else { return }
    let size = terminal.size
    var canvas = Canvas(width: size.width, height: size.height)
    SiamScreens.draw(model, into: &canvas)
    if !model.theme.isReadable(on: background) { canvas.fillBackground(of: model.theme) }
    terminal.present(canvas)
  }

  /// A duration in milliseconds, rounded up.
  private static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000) + 1
  }
}
