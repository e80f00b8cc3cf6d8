import SiamCanvas
import SiamCore

/// Two rows below the title that ask for attention: a collapse and its remedy, a stalled write, the end of the run, an
/// error; and a hint for new users.
enum Banner {
  /// The time for which the hint for new users is shown, in seconds; the first key press ends it earlier.
  static let hintSeconds = 60.0

  private struct Notice {
    var sign: String
    var style: Style
    var first: [Span]
    var second: [Span]
  }

  /// Whether the banner has something to show.
  static func isShown(_ model: Model) -> Bool {
    switch model.phase {
    case .finished, .failed: true
    default: model.obstruction != nil || model.collapse != nil || showsHint(model)
    }
  }

  private static func showsHint(_ model: Model) -> Bool {
    !model.hasUsedKeys && model.replay == nil && model.clockSeconds < hintSeconds
      && model.height >= TrainLayout.fullSize.height
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
      if let unsaved = model.finished?.unsaved {
        return Notice(
          sign: "NOT SAVED", style: theme.warning.bold, first: [Span(unsaved, theme.text)], second: leaving(model))
      }
      let isComplete = model.finished?.complete != false
      return Notice(
        sign: isComplete ? "FINISHED" : "STOPPED", style: theme.good.bold, first: headline(model),
        second: baselines(model) + leaving(model))
    default:
      if let obstruction = model.obstruction { return stalled(obstruction, theme) }
      return model.collapse.map { alarm($0, theme) } ?? (showsHint(model) ? hint(model) : nil)
    }
  }

  private static func leaving(_ model: Model) -> [Span] {
    [Span("q", model.theme.text.bold), Span(model.isVisit ? " goes back" : " quits", model.theme.dim)]
  }

  private static func stalled(_ report: WriteStalledReport, _ theme: Theme) -> Notice {
    Notice(
      sign: "WAITING", style: theme.warning.bold, first: [Span(report.reason ?? "", theme.text)],
      second: [Span(report.remedy ?? "", theme.accent)])
  }

  private static func alarm(_ collapse: CollapseReport, _ theme: Theme) -> Notice {
    Notice(
      sign: "COLLAPSE", style: theme.warning.bold,
      first: [
        Span("all embeddings are becoming equal", theme.text.bold),
        Span(": the loss is stuck at \(NumberFormat.significant(Double(collapse.loss)))", theme.text),
      ], second: [Span("try: ", theme.dim), Span(collapse.remedy, theme.accent)])
  }

  /// The hint for new users.
  private static func hint(_ model: Model) -> Notice {
    let theme = model.theme
    let isExploring = model.exploration != nil
    let summary: [Span] =
      isExploring
      ? [Span("a trained network classifies images of classes it has never seen", theme.text)]
      : model.objective == .pair
        ? [
          Span("same", theme.positive), Span(" and ", theme.text), Span("different", theme.negative),
          Span(" pairs are being separated", theme.text),
        ]
        : [
          Span("a class is pulled together (", theme.text), Span("d⁺", theme.positive),
          Span("), others are pushed away (", theme.text), Span("d⁻", theme.negative), Span(")", theme.text),
        ]
    return Notice(
      sign: "NEW HERE?", style: theme.accent, first: summary,
      second: [
        Span("?", theme.text.bold), Span(" explains   ", theme.dim),
        Span(isExploring ? "4…7" : "1…7", theme.text.bold), Span(" other screens   ", theme.dim),
        Span("q", theme.text.bold), Span(isExploring ? " quits" : " saves and quits", theme.dim),
      ])
  }

  /// The accuracy of each setting, the hardest setting first.
  static func headline(_ model: Model) -> [Span] {
    let theme = model.theme
    guard let latest = hardest(model) else {
      return [Span("after \(NumberFormat.grouped(model.step)) steps", theme.text)]
    }
    var spans = [
      Span("\(latest.way)-way \(latest.shot)-shot ", theme.text),
      Span("\(NumberFormat.percent(Double(latest.accuracy))) %", theme.good.bold),
      Span(" ± \(NumberFormat.percent(Double(latest.interval95)))", theme.text),
    ]
    for series in model.accuracies where series.latest.way != latest.way || series.latest.shot != latest.shot {
      spans += [
        Span("   \(series.setting.text) ", theme.dim),
        Span("\(NumberFormat.percent(Double(series.latest.accuracy))) %", theme.text),
        Span(" ± \(NumberFormat.percent(Double(series.latest.interval95)))", theme.dim),
      ]
    }
    return spans
  }

  private static func baselines(_ model: Model) -> [Span] {
    guard let latest = hardest(model) else { return [] }
    let percent = { (value: Float) in NumberFormat.percent(Double(value)) }
    return [
      Span(
        "chance \(percent(latest.chance)) %, raw pixels \(percent(latest.rawPixelAccuracy)) %, "
          + "untrained \(percent(latest.untrainedAccuracy)) %   ", model.theme.dim)
    ]
  }

  /// The latest evaluation of the setting with the most classes and, of those, the fewest images.
  static func hardest(_ model: Model) -> EvaluationReport? {
    model.accuracies.map(\.latest).max { ($0.way, -$0.shot) < ($1.way, -$1.shot) }
  }
}
