import SiamCanvas
import SiamMessages

/// How far the run is, and how long it will take.
enum ProgressRow {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    if model.phase == .loading, let loading = model.loading {
      return LoadingRow.draw(loading, theme, in: area, on: &canvas)
    }
    let spans = [Span(" ", theme.dim)] + steps(model) + [Span("  ", theme.dim)]
    let times = times(model) + [Span(" ", theme.dim)]
    let end = canvas.write(spans, column: area.column, row: area.row, limit: area.endColumn)
    let width = times.reduce(2) { $0 + canvas.charset.columns($1.text) }
    canvas.write(times, in: area, row: area.row, align: .right)
    let bar = Rectangle(column: end, row: area.row, width: area.endColumn - width - end, height: 1)
    guard bar.width >= 4 else { return }
    canvas.gauge(
      share(model) ?? 0, in: bar, style: model.phase == .finished ? theme.good : theme.accent, rail: theme.faint)
  }

  /// Of the planned steps, those taken.
  static func share(_ model: Model) -> Double? {
    guard let planned = model.plannedSteps, planned > 0 else { return nil }
    return min(1, Double(model.step) / Double(planned))
  }

  /// Steps taken and planned.
  static func steps(_ model: Model) -> [Span] {
    let theme = model.theme
    guard let planned = model.plannedSteps, planned > 0 else {
      return [Span("step ", theme.dim), Span(Figures.grouped(model.step), theme.text.bold)]
    }
    let total = Figures.grouped(planned)
    let percent = Figures.percent(share(model) ?? 0, decimals: 0, width: 3)
    return [
      Span("step ", theme.dim), Span(Figures.grouped(model.step, width: total.count), theme.text.bold),
      Span(" of \(total)", theme.dim), Span("  \(percent) %", theme.text),
    ]
  }

  /// Training time so far, and the time left with evaluations counted.
  static func times(_ model: Model) -> [Span] {
    let theme = model.theme
    var spans: [Span] = []
    if let seconds = model.finished?.seconds ?? model.latest?.seconds {
      spans += [Span(Figures.duration(seconds, width: 4), theme.text), Span(" trained", theme.dim)]
    }
    if !model.isOver, let left = secondsLeft(model) {
      spans += [
        Span("  ", theme.dim), Span(Figures.duration(left, width: 5), theme.text.bold), Span(" left", theme.dim),
      ]
    }
    return spans
  }

  static func secondsLeft(_ model: Model) -> Double? {
    guard let planned = model.plannedSteps, planned > 0, model.phase != .stopping, model.replay == nil else {
      return nil
    }
    return model.pace.secondsLeft(
      step: model.step, of: planned, plan: model.recipe?.evaluation ?? .init())
  }
}
