import SiamCanvas
import SiamMessages

/// Two rows below the title that can't be missed: a collapse and its remedy, the end of the run, an error.
enum Banner {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty, let message = message(model) else { return }
    let sign = Span(" \(message.sign) ", message.style.adding(.reverse))
    let width = canvas.charset.columns(sign.text)
    canvas.write(
      [sign, Span(" ", message.style)] + message.first, column: area.column + 1, row: area.row,
      limit: area.endColumn - 1)
    canvas.write(message.second, column: area.column + 2 + width, row: area.row + 1, limit: area.endColumn - 1)
  }

  private static func message(
    _ model: Model
  ) -> (sign: String, style: Style, first: [Span], second: [Span])? {
    let theme = model.theme
    switch model.phase {
    case .failed(let text):
      return ("FAILED", theme.warning.bold, [Span(text, theme.text)], [Span("q leaves", theme.dim)])
    case .finished:
      let isComplete = model.finished?.complete != false
      return (
        isComplete ? "FINISHED" : "STOPPED", theme.good.bold, headline(model),
        baselines(model) + [Span("q", theme.text.bold), Span(" leaves", theme.dim)]
      )
    default:
      guard let collapse = model.collapse else { return nil }
      let loss = Figures.significant(Double(collapse.loss))
      return (
        "COLLAPSE", theme.warning.bold,
        [
          Span("all embeddings are becoming equal", theme.text.bold),
          Span(": the loss is stuck at \(loss)", theme.text),
        ], [Span("try: ", theme.dim), Span(collapse.remedy, theme.accent)]
      )
    }
  }

  /// The hardest setting's accuracy first.
  static func headline(_ model: Model) -> [Span] {
    let theme = model.theme
    guard let latest = hardest(model) else {
      return [Span("after \(Figures.grouped(model.step)) steps", theme.text)]
    }
    var spans = [
      Span("\(latest.way)-way \(latest.shot)-shot ", theme.text),
      Span("\(Figures.percent(Double(latest.accuracy))) %", theme.good.bold),
      Span(" ± \(Figures.percent(Double(latest.interval95)))", theme.text),
    ]
    for series in model.accuracies where series.latest.way != latest.way || series.latest.shot != latest.shot {
      spans += [
        Span("   \(series.setting.way)-way \(series.setting.shot)-shot ", theme.dim),
        Span("\(Figures.percent(Double(series.latest.accuracy))) %", theme.text),
        Span(" ± \(Figures.percent(Double(series.latest.interval95)))", theme.dim),
      ]
    }
    return spans
  }

  private static func baselines(_ model: Model) -> [Span] {
    guard let latest = hardest(model) else { return [] }
    let percent = { (value: Float) in Figures.percent(Double(value)) }
    return [
      Span(
        "chance \(percent(latest.chance)) %, raw pixels \(percent(latest.rawPixelAccuracy)) %, "
          + "untrained \(percent(latest.untrainedAccuracy)) %   ", model.theme.dim)
    ]
  }

  static func hardest(_ model: Model) -> EvaluationReport? {
    model.accuracies.map(\.latest).max { ($0.way, -$0.shot) < ($1.way, -$1.shot) }
  }
}
