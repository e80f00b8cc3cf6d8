import SiamCanvas
import SiamMessages

extension Model {
  /// A key was pressed: what lies over the screen takes it first, then the table of keys.
  mutating func press(_ key: Key) -> [Effect] {
    if overlay == .quit {
      switch key {
      case .character("y"), .character("Y"):
        overlay = nil
        return stop()
      case .character("n"), .character("N"), .escape:
        overlay = nil
        return []
      case .control("c"):
        return perform(.interrupt)
      default:
        return []
      }
    }
    guard let action = KeyBinding.action(for: key) else { return [] }
    return perform(action)
  }

  /// Does what a key stands for.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .pauseOrResume: return pauseOrResume()
    case .singleStep: return tell(.singleStep)
    case .increase: return change(up: true)
    case .decrease: return change(up: false)
    case .nextFocus, .previousFocus: moveFocus()
    case .evaluate: return tell(.evaluate)
    case .checkpoint: return tell(.checkpoint)
    case .logarithmicAxis: view.isLogarithmic.toggle()
    case .smoothing: view.isSmoothed.toggle()
    case .help: toggleHelp()
    case .scrollUp: scrollHelp(by: -1)
    case .scrollDown: scrollHelp(by: 1)
    case .close: overlay = nil
    case .quit: return quit()
    case .interrupt: return interrupt()
    }
    return []
  }

  private func tell(_ command: TrainingCommand) -> [Effect] {
    phase.isRunning ? [.command(command)] : []
  }

  private mutating func pauseOrResume() -> [Effect] {
    guard phase.isRunning else { return [] }
    let pause = !(controls.pendingPause ?? phase.isPaused)
    controls.pendingPause = pause == phase.isPaused ? nil : pause
    return [.command(pause ? .pause : .resume)]
  }

  private mutating func change(up: Bool) -> [Effect] {
    guard phase.isRunning else { return [] }
    switch focusedControl {
    case .margin:
      return [.command(controls.changeMargin(from: Float(margin), up: up, limit: MarginReach.limit(started?.recipe)))]
    case .learningRate:
      return [.command(controls.changeLearningRate(from: started?.recipe.learningRate ?? 1e-3, up: up))]
    }
  }

  /// What `+` and `-` change; not every objective has a margin.
  var focusedControl: Focus { objective.hasMargin ? controls.focus : .learningRate }

  private mutating func moveFocus() {
    controls.focus = controls.focus == .margin ? .learningRate : .margin
  }

  private mutating func toggleHelp() {
    if case .help = overlay { overlay = nil } else { overlay = .help(scroll: 0) }
  }

  private mutating func scrollHelp(by lines: Int) {
    guard case .help(let scroll) = overlay else { return }
    let last = HelpOverlay(model: self).lastScroll
    overlay = .help(scroll: min(max(0, min(scroll, last) + lines), last))
  }

  private mutating func quit() -> [Effect] {
    switch phase {
    case .training, .paused, .evaluating:
      overlay = .quit
      return []
    case .stopping:
      // A second q is not a second Ctrl-C: the checkpoint is on its way.
      isLeaving = true
      return []
    case .loading, .finished, .failed:
      return [.leave(save: true)]
    }
  }

  private mutating func interrupt() -> [Effect] {
    overlay = nil
    switch phase {
    case .training, .paused, .evaluating: return stop()
    case .stopping: return [.leave(save: false)]
    case .loading, .finished, .failed: return [.leave(save: true)]
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
