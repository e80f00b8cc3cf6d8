import SiamCanvas

/// The bottom row: the table's keys with a word each, as many as there is room for; or what has just happened, where
/// no log shows it.
enum Footer {
  /// How long the newest line of the log stays.
  static let newsSeconds = 4.0

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    if model.phase == .stopping, model.replay == nil {
      canvas.write(
        [
          Span(" stopping: the checkpoint is being saved", theme.accent), Span("   Ctrl-C", theme.text.bold),
          Span(" leaves now", theme.dim),
        ], column: area.column, row: area.row, limit: area.endColumn)
      return
    }
    var room = area
    if let news = news(model) {
      let line = room.takeLeft(min(canvas.charset.columns(news.text) + 3, area.width - 18))
      canvas.write([Span(" ", theme.dim), news], column: line.column, row: line.row, limit: line.endColumn - 1)
    }
    drawKeys(model, in: room, on: &canvas)
  }

  /// The newest line of the log, while it is fresh and nothing else shows it.
  private static func news(_ model: Model) -> Span? {
    guard let entry = model.log.entries.last, entry.kind != .note, model.clockSeconds - entry.at < newsSeconds,
      model.screen != .train || !TrainScreen.showsLog(model)
    else { return nil }
    return LogPanel.span(entry, theme: model.theme)
  }

  private static func drawKeys(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let bindings = model.keyBindings.filter { $0.footer != nil && isLive($0.action, model) }
    // The first of these have a place before all others; what is left goes in the table's order.
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
        [Span(label(binding), theme.text.bold), Span(" \(word(binding, model))", theme.dim)], column: column,
        row: area.row, limit: area.endColumn)
      column += width(binding, model, canvas)
    }
  }

  private static func width(_ binding: KeyBinding, _ model: Model, _ canvas: Canvas) -> Int {
    canvas.charset.columns(label(binding)) + 1 + canvas.charset.columns(word(binding, model)) + 2
  }

  /// A key that goes up stands for the one that goes down too, so that the footer names what they change once.
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

  private static func word(_ binding: KeyBinding, _ model: Model) -> String {
    switch binding.action {
    case .increase: model.screen.screen.focusWord(model)
    case .quit where model.isVisit: "back"
    case .pauseOrResume where model.phase.isPaused: "go on"
    case .playOrPause where model.replay?.isPlaying != true: "play"
    case .logarithmicAxis where model.view.isLogarithmic: "linear"
    case .smoothing where model.view.isSmoothed: "raw"
    case .timeAxis where model.view.isOverTime: "steps"
    default: binding.footer ?? ""
    }
  }

  /// Whether a key does something now.
  private static func isLive(_ action: Action, _ model: Model) -> Bool {
    switch action {
    case _ where action.changesRun: model.phase.isRunning && model.replay == nil
    case .increase, .decrease: !model.screen.screen.focusWord(model).isEmpty
    case .nextFocus: model.screen.screen.movesFocus(model)
    default: true
    }
  }
}
