import SiamCanvas
import SiamCore

/// The receiver operating characteristic: the false match rate of each threshold to the right, its match rate
/// upwards, with marks at the current threshold and the equal error rate.
enum RocPanel {
  /// The left end of the logarithmic axis.
  static let minFalseAccepts = 0.001

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    var title = [Span("ROC", theme.title)]
    if model.pairs.isLogarithmic { title.append(Span(" log", theme.dim)) }
    let isASCII = canvas.charset == .ascii
    let inside = canvas.panel(area, title: title, trailing: summary(model, isASCII: isASCII), border: theme.faint)
    guard !inside.isEmpty, let rates = model.pairs.rates, let threshold = model.pairs.threshold else { return }
    var plot = plot(model, in: inside, on: &canvas)
    guard !plot.room.isEmpty else { return }
    drawCurves(rates, theme, into: &plot)
    plot.paint(on: &canvas)
    drawRates(model, rates, threshold, in: plot.room, on: &canvas)
    mark(rates.equalError, rates, Cell(isASCII ? "+" : "◆", theme.curve(1)), plot, on: &canvas)
    mark(threshold, rates, Cell(isASCII ? "@" : "●", theme.accent.bold), plot, on: &canvas)
    canvas.write(
      [Span(" → false match rate  ↑ match rate ", theme.dim)], column: area.column + 2, row: area.endRow - 1,
      limit: area.endColumn - 2)
  }

  /// Draws the axes in a panel and returns the plot, which the mouse uses too.
  static func plot(_ model: Model, in inside: Rectangle, on canvas: inout Canvas) -> Plot {
    Plot(
      on: &canvas, in: inside, x: model.pairs.isLogarithmic ? Axis(logarithmic: minFalseAccepts, 1) : Axis(0, 1),
      y: Axis(0, 1),
      labels: model.theme.dim, axis: model.theme.faint, labelWidth: 3)
  }

  private static func summary(_ model: Model, isASCII: Bool) -> [Span] {
    guard let survey = model.pairs.survey, model.pairs.rates != nil else { return [] }
    let theme = model.theme
    return [
      Span("AUC ", theme.dim), Span(NumberFormat.fixed(Double(survey.auc), decimals: 4), theme.text.bold),
      Span("  \(isASCII ? "+" : "◆")", theme.curve(1)), Span(" EER ", theme.dim),
      Span(NumberFormat.percent(Double(survey.eer), decimals: 2) + " %", theme.text.bold),
    ]
  }

  private static func drawCurves(_ rates: ThresholdRates, _ theme: Theme, into plot: inout Plot) {
    let (width, height) = (Double(plot.dots.width - 1), Double(plot.dots.height - 1))
    let dot = { (falseMatchRate: Double, matchRate: Double, plot: Plot) in
      (x: (plot.x.share(max(falseMatchRate, plot.x.low)) ?? 0) * width, y: (1 - matchRate) * height)
    }
    // The diagonal of chance: both rates are equal.
    for step in 0..<max(1, plot.dots.width) where step % 4 < 2 {
      let share = Double(step) / max(width, 1)
      let value = plot.x.value(at: share)
      plot.dots.set(
        step, Int(bounded: ((1 - value) * height).rounded(), to: 0...max(0, plot.dots.height - 1)), style: theme.faint)
    }
    var previous = dot(rates.falseMatchRate(rates.bins), 1 - rates.falseNonMatchRate(rates.bins), plot)
    for bound in (0..<rates.bins).reversed() {
      let next = dot(rates.falseMatchRate(bound), 1 - rates.falseNonMatchRate(bound), plot)
      if next != previous { plot.dots.line(from: previous, to: next, style: Style(theme.title.foreground)) }
      previous = next
    }
  }

  private static func mark(
    _ bound: Int, _ rates: ThresholdRates, _ cell: Cell, _ plot: Plot, on canvas: inout Canvas
  ) {
    guard let row = plot.row(1 - rates.falseNonMatchRate(bound)),
      let column = plot.column(max(rates.falseMatchRate(bound), plot.x.low))
    else { return }
    canvas[column, row] = cell
  }

  /// Draws the rates of the current threshold in the lower right corner, where no curve better than chance passes.
  private static func drawRates(
    _ model: Model, _ rates: ThresholdRates, _ threshold: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    guard room.height >= 5, room.width >= 34 else { return }
    let isASCII = canvas.charset == .ascii
    let percent = { (share: Double) in NumberFormat.percent(share, decimals: 2, width: 6) + " % " }
    let lines: [[Span]] = [
      [
        Span(isASCII ? "@" : "●", theme.accent.bold), Span(" threshold  ", theme.dim),
        Span(NumberFormat.fixed(rates.similarity(threshold), decimals: 3, width: 6) + "   ", theme.accent.bold),
      ],
      [
        Span(" false match rate  ", theme.dim),
        Span(percent(rates.falseMatchRate(threshold)), theme.negative.bold),
      ],
      [
        Span(" match rate  ", theme.dim),
        Span(percent(1 - rates.falseNonMatchRate(threshold)), theme.positive.bold),
      ],
    ]
    let first = room.endRow - lines.count - (room.height >= 8 ? 1 : 0)
    for (offset, line) in lines.enumerated() {
      canvas.write(line, in: room, row: first + offset, align: .right)
    }
  }
}
