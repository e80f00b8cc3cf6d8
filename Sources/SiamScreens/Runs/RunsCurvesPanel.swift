import SiamCanvas
import SiamCore

/// The curves of several runs in one chart; the letter at the end of a curve is that of its row in the list.
struct RunsCurvesPanel {
  let model: Model
  let list: RunsList
  /// Which curve of each run is drawn.
  let chart: RunsState.Chart

  private struct Curve {
    var number: Int
    var isChosen: Bool
    var points: [(x: Double, y: Double)]
  }

  func draw(in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let curves = curves
    let farthest = curves.compactMap(\.points.last?.x).max() ?? 0
    let (unit, scale) = span(farthest)
    let room = canvas.panel(area, title: title(over: unit), trailing: status, border: theme.faint)
    guard !room.isEmpty else { return }
    let x = Axis(0, Axis.nice(max(farthest / scale, 1)))
    var plot = Plot(
      on: &canvas, in: room, x: x, y: axis(curves), labels: theme.dim, axis: theme.faint,
      labelWidth: LossPanel.labelWidth
    ) { chart == .accuracy ? NumberFormat.fixed($0.value * 100, decimals: 0) : $0.label }
    guard !plot.room.isEmpty else { return }
    for curve in curves {
      plot.line(curve.points.map { (x: $0.x / scale, y: $0.y) }, style: ClassPalette.style(curve.number, theme: theme))
    }
    plot.paint(on: &canvas)
    for curve in curves {
      guard let last = curve.points.last, let row = plot.row(last.y), let column = plot.column(last.x / scale) else {
        continue
      }
      canvas[column, row] = Self.letter(curve.number, isChosen: curve.isChosen, theme)
    }
    if curves.isEmpty {
      canvas.write(
        [Span(placeholder, theme.dim)], in: plot.room, row: plot.room.row + plot.room.height / 2, align: .centre)
    }
  }

  /// The letter of a run whose curves are drawn.
  static func letter(_ number: Int, isChosen: Bool, _ theme: Theme) -> Cell {
    let style = ClassPalette.style(number, theme: theme).bold
    return Cell(ClassPalette.letter(number, isCapital: false), isChosen ? style.adding(.reverse) : style)
  }

  /// The curves that have been received and are not empty, that of the selected run last.
  private var curves: [Curve] {
    list.drawn.compactMap { number, run in
      guard let found = model.runs.curves(of: run) else { return nil }
      let points = (chart == .loss ? found.loss : found.accuracy).compactMap { point -> (x: Double, y: Double)? in
        let x = model.view.isOverTime ? point.seconds : Double(point.step)
        let y = Double(point.value)
        return x.isFinite && x >= 0 && x < 1e12 && y.isFinite && abs(y) < 1e12 ? (x: x, y: y) : nil
      }
      guard !points.isEmpty else { return nil }
      return Curve(number: number, isChosen: run.path == list.chosenRun?.path, points: points)
    }
  }

  private func title(over unit: String) -> [Span] {
    let theme = model.theme
    var options = chart == .loss && model.view.isLogarithmic ? " log" : ""
    if model.view.isOverTime { options += " over \(unit)" }
    return [Span(chart == .loss ? "loss" : "few-shot accuracy", theme.title), Span(options, theme.dim)]
  }

  private var status: [Span] {
    let waiting = list.drawn.filter { model.runs.curves[$0.run.path] == nil }
    if !waiting.isEmpty, model.queryTracker.isWaiting(for: .curves) {
      let noun = waiting.count == 1 ? "run" : "runs"
      return [Span("reading \(waiting.count) \(noun)", model.theme.accent)]
    }
    guard chart == .accuracy else { return [] }
    let settings = Set(list.drawn.compactMap { model.runs.curves(of: $0.run)?.setting })
    guard let one = settings.first else { return [] }
    return settings.count == 1
      ? [Span(one.text, model.theme.dim)]
      : [Span("different settings", model.theme.accent)]
  }

  private var placeholder: String {
    if list.runs.isEmpty { return "no runs yet" }
    if list.drawn.contains(where: { model.runs.curves[$0.run.path] == nil }) { return "reading…" }
    return chart == .loss ? "no steps yet" : "no evaluations yet"
  }

  /// The unit of the horizontal axis, and its length in steps or seconds.
  private func span(_ farthest: Double) -> (unit: String, scale: Double) {
    model.view.isOverTime ? ChartSpan.timeUnit(upTo: farthest) : ("steps", 1)
  }

  private func axis(_ curves: [Curve]) -> Axis {
    guard chart == .loss else { return Axis(0, 1) }
    let values = curves.flatMap { $0.points.map(\.y) }
    let top = values.max() ?? 1
    if model.view.isLogarithmic {
      let bottom = values.filter { $0 > 0 }.min() ?? 0.001
      return Axis(logarithmic: max(bottom, top * 1e-6), max(top, bottom * 10))
    }
    return Axis(min(0, values.min() ?? 0), max(Axis.nice(top * 1.02), 1e-6))
  }
}
