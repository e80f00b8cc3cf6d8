import SiamCanvas
import SiamMessages

extension Model {
  /// Where keys mean something now, the innermost first.
  var keyContexts: [KeyContext] {
    [screen.screen.mode(self) ?? .on(screen)] + (replay == nil ? [] : [.replay]) + [.everywhere]
  }

  /// The keys that mean something now; those that a context within takes are not the outer one's.
  var keyBindings: [KeyBinding] {
    var taken: Set<Key> = []
    return keyContexts.flatMap { context in
      let bindings = KeyBinding.bindings(context).filter { !taken.isSuperset(of: $0.keys) }
      taken.formUnion(bindings.flatMap(\.keys))
      return bindings
    }
  }

  /// A key was pressed: what lies over the screen takes it first, then the table of keys.
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

  /// Does what a key stands for.
  mutating func perform(_ action: Action) -> [Effect] {
    if let effects = performReplay(action) { return effects }
    switch action {
    case .pauseOrResume: return pauseOrResume()
    case .singleStep: return tell(.singleStep)
    case .evaluate: return tell(.evaluate)
    case .checkpoint: return tell(.checkpoint)
    case .show(let name): show(name)
    case .help: if case .help = overlay { overlay = nil } else { overlay = .help(scroll: 0) }
    case .prompt: overlay = .prompt(Prompt(.command))
    case .search: overlay = .prompt(Prompt(.search))
    case .nextMatch: find(searched, forward: true)
    case .previousMatch: find(searched, forward: false)
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

  /// Tells training, where it can hear.
  func tell(_ command: TrainingCommand) -> [Effect] {
    phase.isRunning ? [.command(command)] : []
  }

  /// Shows another screen, where it has something to show.
  mutating func show(_ name: ScreenName) {
    guard exploration == nil || !name.needsTraining else { return }
    screen = name
    overlay = nil
  }

  /// Goes to what matches a text on the screen that is shown.
  mutating func find(_ text: String, forward: Bool) {
    guard !text.isEmpty else { return }
    let body = frame.body
    if !screen.screen.find(text, forward: forward, on: &self, in: body) {
      note("nothing here matches “\(text.prefix(60))”", kind: .warning)
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
      // A second q is not a second Ctrl-C: the checkpoint is on its way.
      isLeaving = true
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

  /// Asks training to end with a checkpoint; the program ends when it has.
  private mutating func stop() -> [Effect] {
    guard phase.isRunning else { return [] }
    phase = .stopping
    isLeaving = true
    controls.giveUp()
    return [.command(.stop)]
  }
}
