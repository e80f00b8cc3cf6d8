import SiamCanvas

/// The bottom row: the table's keys with a word each, as many as there is room for.
enum Footer {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    if model.phase == .stopping {
      canvas.write(
        [
          Span(" stopping: the checkpoint is being saved", theme.accent), Span("   Ctrl-C", theme.text.bold),
          Span(" leaves now", theme.dim),
        ], column: area.column, row: area.row, limit: area.endColumn)
      return
    }
    var column = area.column + 1
    // Help and quit are never dropped.
    let bindings = KeyBinding.all.filter { $0.footer != nil && isLive($0.action, model) }
    let essential: [Action] = [.help, .quit]
    var reserved = bindings.filter { essential.contains($0.action) }.reduce(0) { $0 + width($1, model, canvas) }
    for binding in bindings {
      let needed = width(binding, model, canvas)
      if essential.contains(binding.action) {
        reserved -= needed
      } else if column + needed + reserved > area.endColumn {
        continue
      }
      canvas.write(
        [Span(label(binding), theme.text.bold), Span(" \(word(binding, model))", theme.dim)], column: column,
        row: area.row, limit: area.endColumn)
      column += needed
    }
  }

  private static func width(_ binding: KeyBinding, _ model: Model, _ canvas: Canvas) -> Int {
    canvas.charset.columns(label(binding)) + 1 + canvas.charset.columns(word(binding, model)) + 2
  }

  /// `+` stands for `-` too, so that the footer names the focused control once.
  private static func label(_ binding: KeyBinding) -> String {
    binding.action == .increase ? "+ -" : binding.label
  }

  private static func word(_ binding: KeyBinding, _ model: Model) -> String {
    switch binding.action {
    case .increase: model.focusedControl == .margin ? "margin" : "rate"
    case .pauseOrResume where model.phase.isPaused: "go on"
    case .logarithmicAxis where model.view.isLogarithmic: "linear"
    case .smoothing where model.view.isSmoothed: "raw"
    default: binding.footer ?? ""
    }
  }

  /// Whether a key does something now.
  private static func isLive(_ action: Action, _ model: Model) -> Bool {
    switch action {
    case .pauseOrResume, .singleStep, .increase, .decrease, .evaluate, .checkpoint: model.phase.isRunning
    case .nextFocus: model.phase.isRunning && model.objective.hasMargin
    default: true
    }
  }
}
