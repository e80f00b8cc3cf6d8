import SiamCanvas
import SiamCore

/// The row above the footer: how far the run is, and the time left.
enum ProgressRow {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    if model.phase == .loading, let loading = model.loading {
      return draw(loading, theme, in: area, on: &canvas)
    }
    let bar = ProgressBar(
      leading: [Span(" ", theme.dim)] + steps(model), trailing: times(model) + [Span(" ", theme.dim)])
    bar.draw(
      share(model) ?? 0, in: area, style: model.phase == .finished ? theme.good : theme.accent, rail: theme.faint,
      on: &canvas)
  }

  /// Draws how many images have been read, before there is a run.
  private static func draw(_ loading: LoadingProgress, _ theme: Theme, in area: Rectangle, on canvas: inout Canvas) {
    var bar = ProgressBar(leading: [Span(" ", theme.dim)])
    var share: Double?
    switch loading {
    case .waiting: bar.leading.append(Span("waiting for another siam that decodes these images", theme.text))
    case .arranging: bar.leading.append(Span("sorting images", theme.text))
    case .reading(let files, let read):
      share = read
      bar.leading += [
        Span("decoding images ", theme.dim), Span(NumberFormat.grouped(files), theme.text.bold),
        Span(" files", theme.dim),
      ]
      if let read { bar.leading.append(Span("  \(NumberFormat.percent(read, decimals: 0, width: 3)) %", theme.text)) }
    }
    bar.draw(share, in: area, style: theme.accent, rail: theme.faint, on: &canvas)
  }

  /// The completed share of the planned steps, 0…1; nil before the run is planned.
  static func share(_ model: Model) -> Double? {
    guard let planned = model.plannedSteps, planned > 0 else { return nil }
    return min(1, Double(model.step) / Double(planned))
  }

  /// The number of completed steps, of planned steps, and the percentage.
  static func steps(_ model: Model) -> [Span] {
    let theme = model.theme
    guard let planned = model.plannedSteps, planned > 0 else {
      return [Span("step ", theme.dim), Span(NumberFormat.grouped(model.step), theme.text.bold)]
    }
    let total = NumberFormat.grouped(planned)
    let percent = NumberFormat.percent(share(model) ?? 0, decimals: 0, width: 3)
    return [
      Span("step ", theme.dim), Span(NumberFormat.grouped(model.step, width: total.count), theme.text.bold),
      Span(" of \(total)", theme.dim), Span("  \(percent) %", theme.text),
    ]
  }

  /// The training time so far and the time left, which includes evaluations.
  static func times(_ model: Model) -> [Span] {
    let theme = model.theme
    var spans: [Span] = []
    if let seconds = model.finished?.seconds ?? model.latest?.seconds {
      spans += [Span(NumberFormat.duration(seconds, width: 4), theme.text), Span(" trained", theme.dim)]
    }
    if !model.isOver, let left = secondsLeft(model) {
      spans += [
        Span("  ", theme.dim), Span(NumberFormat.duration(left, width: 5), theme.text.bold), Span(" left", theme.dim),
      ]
    }
    return spans
  }

  /// The time left in seconds; nil when it is unknown or when training is stopping.
  static func secondsLeft(_ model: Model) -> Double? {
    guard let planned = model.plannedSteps, planned > 0, model.phase != .stopping, model.replay == nil else {
      return nil
    }
    return model.pace.secondsLeft(
      step: model.step, of: planned, plan: model.recipe?.evaluation ?? .init())
  }
}
