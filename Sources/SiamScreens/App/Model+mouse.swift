import SiamCanvas

extension Model {
  /// Handles the mouse: an overlay comes first, then the tabs, then the timeline, then the screen.
  mutating func handle(_ event: MouseEvent) -> [Effect] {
    switch overlay {
    case .help:
      switch event.action {
      case .wheelUp: return perform(.up)
      case .wheelDown: return perform(.down)
      case .press: overlay = nil
      case .drag, .release: break
      }
      return []
    case .prompt, .quit, .removal: return []
    case nil: break
    }
    let frame = frame
    guard frame.kind == .screen else { return [] }
    if event.action == .press, event.row == frame.title.row {
      hasUsedKeys = true
      if let name = TitleBar.tab(at: event.column, self) { show(name) }
      return []
    }
    if let effects = handleTimeline(event, in: frame.progress) { return effects }
    // A drag that started in the body may leave it.
    guard frame.body.contains(event.column, event.row) || event.action == .drag || event.action == .release else {
      return []
    }
    return screen.screen.handle(event, on: &self, in: frame.body)
  }
}
