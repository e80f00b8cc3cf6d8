import SiamCanvas
import SiamMessages

/// The top row: whose run it is at the left, what it is doing at the right.
enum TitleBar {
  /// How long the newest line of the log takes the place of the run's name where the log itself has no room.
  static let newsSeconds = 4.0

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas, showsNews: Bool) {
    let theme = model.theme
    let status = status(of: model)
    let statusWidth = canvas.charset.columns(status.text) + 1
    canvas.write(
      [status], in: Rectangle(column: area.column, row: area.row, width: area.width - 1, height: 1), row: area.row,
      align: .right)
    var spans = [Span(" siam", theme.title)]
    if showsNews, !model.hasBanner, let entry = model.log.entries.last, model.started != nil, entry.kind != .note,
      model.clockSeconds - entry.at < newsSeconds
    {
      spans += [Span("  ", theme.dim), LogPanel.span(entry, theme: theme)]
    } else if let started = model.started {
      let recipe = started.recipe
      let separator = Span("  ·  ", theme.faint)
      spans += [Span("  ", theme.dim), Span(started.data.name, theme.text)]
      spans += [separator, Span(recipe.objective.noun, theme.dim)]
      spans += [separator, Span(recipe.encoder.title, theme.dim)]
      if recipe.objective == .triplet { spans += [separator, Span(recipe.miner.rawValue, theme.dim)] }
      if area.width >= 110 {
        spans += [separator, Span("\(Figures.grouped(started.parameters)) parameters", theme.dim)]
        spans += [separator, Span("seed \(recipe.seed)", theme.dim)]
      }
    } else {
      spans.append(Span("  loading glyphs…", theme.dim))
    }
    canvas.write(spans, column: area.column, row: area.row, limit: area.endColumn - statusWidth - 2)
  }

  /// What the run is doing, with a sign of its own so that no colour is needed.
  static func status(of model: Model) -> Span {
    let theme = model.theme
    switch model.phase {
    case .loading: return Span("\(spinner(model)) loading", theme.accent)
    case .stopping: return Span("■ stopping, saving", theme.accent)
    case .finished: return Span(model.finished?.complete == false ? "■ stopped" : "■ finished", theme.good.bold)
    case .failed: return Span("▲ failed", theme.warning.bold)
    case .evaluating: return Span("\(spinner(model)) evaluating", theme.heldOut)
    case .training, .paused: break
    }
    if model.controls.pendingPause == true { return Span("‖ pausing…", theme.accent) }
    if model.controls.pendingPause == false { return Span("● going on…", theme.accent) }
    if model.collapse != nil { return Span("▲ collapsed", theme.warning.bold) }
    return model.phase == .paused ? Span("‖ paused", theme.accent.bold) : Span("● training", theme.good)
  }

  private static func spinner(_ model: Model) -> String {
    let frames: [String] =
      switch model.charset {
      case .braille: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"]
      case .block: ["▖", "▘", "▝", "▗"]
      case .ascii: ["|", "/", "-", "\\"]
      }
    return frames[Int(bounded: model.clockSeconds * 5, to: 0...1_000_000_000) % frames.count]
  }
}
