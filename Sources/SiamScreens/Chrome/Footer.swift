import SiamCanvas

/// The bottom row: as many keys as fit, each with a label; and the newest line of the log where no log is visible.
enum Footer {
  /// The time for which the newest line of the log is shown, in seconds.
  static let newsSeconds = 4.0

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    if model.phase == .stopping, model.replay == nil {
      canvas.write(
        [
          Span(" stopping: saving a checkpoint", theme.accent), Span("   Ctrl-C", theme.text.bold),
          Span(" quits now", theme.dim),
        ], column: area.column, row: area.row, limit: area.endColumn)
      return
    }
    var room = area
    if let news = news(model) {
      let line = room.removeLeft(min(canvas.charset.columns(news.text) + 3, area.width - 18))
      canvas.write([Span(" ", theme.dim), news], column: line.column, row: line.row, limit: line.endColumn - 1)
    }
    drawKeys(model, in: room, on: &canvas)
  }

  /// The newest line of the log, while it is new and not visible elsewhere.
  private static func news(_ model: Model) -> Span? {
    guard let entry = model.log.entries.last, entry.kind != .note, model.clockSeconds - entry.at < newsSeconds,
      model.screen != .train || !TrainScreen.showsLog(model)
    else { return nil }
    return LogPanel.span(entry, theme: model.theme)
  }

  private static func drawKeys(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let bindings = model.keyBindings.filter { $0.footer != nil && isLive($0.action, model) }
    // These get room before all others; the rest follows in the order of the table.
    let first: [Action] = [
      .help, .quit, .pauseOrResume, .playOrPause, .scrubBack, .increase, .prompt,
    ]
    let ranked = bindings.indices.sorted { left, right in
      let ranks = [left, right].map { first.firstIndex(of: bindings[$0].action) ?? first.count }
      return (ranks[0], left) < (ranks[1], right)
    }
    var room = area.width - 1
    var chosen: Set<Int> = []
    for index in ranked {
      let needed = width(bindings[index], model, canvas)
      guard needed <= room + 1 else { continue }
      room -= needed
      chosen.insert(index)
    }
    var column = area.column + 1
    for index in chosen.sorted() {
      let binding = bindings[index]
      canvas.write(
        [Span(label(binding), theme.text.bold), Span(" \(text(binding, model))", theme.dim)], column: column,
        row: area.row, limit: area.endColumn)
      column += width(binding, model, canvas)
    }
  }

  private static func width(_ binding: KeyBinding, _ model: Model, _ canvas: Canvas) -> Int {
    canvas.charset.columns(label(binding)) + 1 + canvas.charset.columns(text(binding, model)) + 2
  }

  /// The keys of a binding; the key of an increase stands for that of the decrease too.
  private static func label(_ binding: KeyBinding) -> String {
    switch binding.action {
    case .increase: "+ -"
    case .moreWays: "[ ]"
    case .moreShots: "{ }"
    case .scrubBack: "( )"
    case .slower: "< >"
    case .stepBack: ", ."
    default: binding.label
    }
  }

  private static func text(_ binding: KeyBinding, _ model: Model) -> String {
    switch binding.action {
    case .increase: model.screen.screen.focusLabel(model)
    case .quit where model.isVisit: "back"
    case .pauseOrResume where model.phase.isPaused: "resume"
    case .playOrPause where model.replay?.isPlaying != true: "play"
    case .logarithmicAxis where model.view.isLogarithmic: "linear"
    case .smoothing where model.view.isSmoothed: "raw"
    case .timeAxis where model.view.isOverTime: "steps"
    default: binding.footer ?? ""
    }
  }

  /// Whether a key has an effect in the current state.
  private static func isLive(_ action: Action, _ model: Model) -> Bool {
    switch action {
    case _ where action.changesRun: model.phase.isRunning && model.replay == nil
    case .increase, .decrease: !model.screen.screen.focusLabel(model).isEmpty
    case .nextFocus: model.screen.screen.movesFocus(model)
    default: true
    }
  }
}
