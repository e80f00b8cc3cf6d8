import SiamCanvas
import SiamMessages

/// Two rows below the title that can't be missed: a collapse and its remedy, what a run waits for, its end, an error;
/// at first how to begin.
enum Banner {
  /// How long a newcomer is told how to begin, unless a key shows that it isn't needed.
  static let hintSeconds = 60.0

  private struct Notice {
    var sign: String
    var style: Style
    var first: [Span]
    var second: [Span]
  }

  /// Whether it takes rows of the screen.
  static func isShown(_ model: Model) -> Bool {
    switch model.phase {
    case .finished, .failed: true
    default: model.obstruction != nil || model.collapse != nil || showsHint(model)
    }
  }

  private static func showsHint(_ model: Model) -> Bool {
    !model.hasUsedKeys && model.clockSeconds < hintSeconds && model.height >= TrainLayout.fullSize.height
      && model.phase != .loading && model.phase != .stopping
  }

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty, let notice = notice(model) else { return }
    let sign = Span(" \(notice.sign) ", notice.style.adding(.reverse))
    let width = canvas.charset.columns(sign.text)
    canvas.write(
      [sign, Span(" ", notice.style)] + notice.first, column: area.column + 1, row: area.row,
      limit: area.endColumn - 1)
    canvas.write(notice.second, column: area.column + 2 + width, row: area.row + 1, limit: area.endColumn - 1)
  }

  private static func notice(_ model: Model) -> Notice? {
    let theme = model.theme
    switch model.phase {
    case .failed(let text):
      return Notice(
        sign: "FAILED", style: theme.warning.bold, first: [Span(text, theme.text)],
        second: leaving(model))
    case .finished:
      let isComplete = model.finished?.complete != false
      return Notice(
        sign: isComplete ? "FINISHED" : "STOPPED", style: theme.good.bold, first: headline(model),
        second: baselines(model) + leaving(model))
    default:
      if let obstruction = model.obstruction { return waiting(obstruction, theme) }
      return model.collapse.map { alarm($0, theme) } ?? (showsHint(model) ? hint(model) : nil)
    }
  }

  private static func leaving(_ model: Model) -> [Span] {
    [Span("q", model.theme.text.bold), Span(model.isVisit ? " goes back" : " leaves", model.theme.dim)]
  }

  private static func waiting(_ report: ObstructedReport, _ theme: Theme) -> Notice {
    Notice(
      sign: "WAITING", style: theme.warning.bold, first: [Span(report.reason ?? "", theme.text)],
      second: [Span(report.remedy ?? "", theme.accent)])
  }

  private static func alarm(_ collapse: CollapseReport, _ theme: Theme) -> Notice {
    Notice(
      sign: "COLLAPSE", style: theme.warning.bold,
      first: [
        Span("all embeddings are becoming equal", theme.text.bold),
        Span(": the loss is stuck at \(Figures.significant(Double(collapse.loss)))", theme.text),
      ], second: [Span("try: ", theme.dim), Span(collapse.remedy, theme.accent)])
  }

  /// Two lines for someone who sees this for the first time.
  private static func hint(_ model: Model) -> Notice {
    let theme = model.theme
    let isExploring = model.exploration != nil
    let sight: [Span] =
      isExploring
      ? [Span("a trained network names classes it has never seen", theme.text)]
      : model.objective == .pair
        ? [
          Span("same", theme.positive), Span(" and ", theme.text), Span("different", theme.negative),
          Span(" pairs are being told apart", theme.text),
        ]
        : [
          Span("a class is pulled together (", theme.text), Span("d⁺", theme.positive),
          Span("), others are pushed away (", theme.text), Span("d⁻", theme.negative), Span(")", theme.text),
        ]
    return Notice(
      sign: "NEW HERE?", style: theme.accent, first: sight,
      second: [
        Span("?", theme.text.bold), Span(" explains   ", theme.dim),
        Span(isExploring ? "4…7" : "1…7", theme.text.bold), Span(" other screens   ", theme.dim),
        Span("q", theme.text.bold), Span(isExploring ? " leaves" : " leaves and keeps it all", theme.dim),
      ])
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
        Span("   \(series.setting.words) ", theme.dim),
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
