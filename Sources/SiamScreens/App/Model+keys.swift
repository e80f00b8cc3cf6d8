import SiamCanvas
import SiamCore

extension Model {
  /// The contexts whose keys apply now, the innermost first.
  var keyContexts: [KeyContext] {
    [screen.screen.mode(self) ?? .on(screen)] + (replay == nil ? [] : [.replay]) + [.everywhere]
  }

  /// The key bindings that apply now; the binding of an inner context hides that of an outer one.
  var keyBindings: [KeyBinding] {
    var taken: Set<Key> = []
    return keyContexts.flatMap { context in
      let bindings = KeyBinding.bindings(context).filter { !taken.isSuperset(of: $0.keys) }
      taken.formUnion(bindings.flatMap(\.keys))
      return bindings
    }
  }

  /// Handles a key: an overlay comes first, then the table of key bindings.
  mutating func press(_ key: Key) -> [Effect] {
    if key != .control("c") {
      switch overlay {
      case .quit: return answerQuit(key)
      case .removal(let run): return answerRemoval(key, of: run)
      case .prompt(let prompt): return type(key, into: prompt)
      case .help, nil: break
      }
    }
    guard let action = KeyBinding.action(for: key, in: keyContexts) else { return [] }
    return perform(action)
  }

  private mutating func answerQuit(_ key: Key) -> [Effect] {
    switch key {
    case .character("y"), .character("Y"):
      overlay = nil
      return stop()
    case .character("n"), .character("N"), .escape: overlay = nil
    default: break
    }
    return []
  }

  /// Performs an action.
  mutating func perform(_ action: Action) -> [Effect] {
    if let effects = performReplay(action) { return effects }
    switch action {
    case .pauseOrResume: return pauseOrResume()
    case .singleStep: return send(.singleStep)
    case .evaluate: return send(.evaluate)
    case .checkpoint: return send(.checkpoint)
    case .show(let name): show(name)
    case .help: if case .help = overlay { overlay = nil } else { overlay = .help(scroll: 0) }
    case .prompt: overlay = .prompt(Prompt(.command))
    case .search: overlay = .prompt(Prompt(.search))
    case .nextMatch: find(searchText, forward: true)
    case .previousMatch: find(searchText, forward: false)
    case .saveScreen: return [.saveScreen(as: .svg, path: nil)]
    case .quit: return quit()
    case .interrupt: return interrupt()
    case .close where overlay != nil: overlay = nil
    default:
      if case .help = overlay {
        scrollHelp(action)
      } else {
        let body = frame.body
        return screen.screen.perform(action, on: &self, in: body)
      }
    }
    return []
  }

  /// Sends a command to training, if training is running.
  func send(_ command: TrainingCommand) -> [Effect] {
    phase.isRunning ? [.command(command)] : []
  }

  /// Shows another screen, if it has something to show.
  mutating func show(_ name: ScreenName) {
    guard exploration == nil || !name.needsTraining else { return }
    screen = name
    overlay = nil
  }

  /// Selects the next or previous match of a text on the current screen.
  mutating func find(_ text: String, forward: Bool) {
    guard !text.isEmpty else { return }
    let body = frame.body
    if !screen.screen.find(text, forward: forward, on: &self, in: body) {
      note("no match for “\(text.prefix(60))”", kind: .warning)
    }
  }

  private mutating func pauseOrResume() -> [Effect] {
    guard phase.isRunning else { return [] }
    let pause = !(controls.pendingPause ?? phase.isPaused)
    controls.pendingPause = pause == phase.isPaused ? nil : pause
    return [.command(pause ? .pause : .resume)]
  }

  private mutating func scrollHelp(_ action: Action) {
    guard case .help(let scroll) = overlay else { return }
    let help = HelpOverlay(model: self)
    let last = help.lastScroll
    let page = max(1, height / 2)
    let lines =
      switch action {
      case .up: -1
      case .down: 1
      case .halfPageUp: -page
      case .halfPageDown: page
      case .first: -last
      case .last: last
      default: 0
      }
    overlay = .help(scroll: min(max(0, min(scroll, last) + lines), last))
  }

  private mutating func quit() -> [Effect] {
    // A replay has nothing to save.
    if replay != nil { return [.leave(save: true)] }
    switch phase {
    case .training, .paused, .evaluating:
      overlay = .quit
      return []
    case .stopping:
      // Unlike a second Ctrl-C, a second q waits for the checkpoint.
      isQuitting = true
      return []
    case .loading, .finished, .failed, .exploring:
      return [.leave(save: true)]
    }
  }

  private mutating func interrupt() -> [Effect] {
    overlay = nil
    if replay != nil { return [.leave(save: true)] }
    switch phase {
    case .training, .paused, .evaluating: return stop()
    case .stopping: return [.leave(save: false)]
    case .loading, .finished, .failed, .exploring: return [.leave(save: true)]
    }
  }

  /// Requests training to save a checkpoint and stop; the program exits afterwards.
  private mutating func stop() -> [Effect] {
    guard phase.isRunning else { return [] }
    phase = .stopping
    isQuitting = true
    controls.discardPending()
    return [.command(.stop)]
  }
}
