import SiamCanvas
import SiamCore

/// The details of the selected run: settings, results, size on disk and problems.
enum RunMetricsPanel {
  static func draw(_ run: RunSummary?, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let room = canvas.panel(area, title: [Span("selected run", theme.title)], border: theme.faint)
    guard let run, !room.isEmpty else { return }
    let indent = 9
    for (offset, line) in lines(run, model, columns: room.width - 2).prefix(room.height).enumerated() {
      let row = room.row + offset
      canvas.write([Span(line.label, theme.dim)], column: room.column + 1, row: row, limit: room.endColumn)
      canvas.write(
        line.value, column: room.column + (line.label.isEmpty ? 1 : indent), row: row, limit: room.endColumn)
    }
  }

  private static func lines(_ run: RunSummary, _ model: Model, columns: Int) -> [(label: String, value: [Span])] {
    let (theme, metrics) = (model.theme, run.metrics)
    let now = model.runs.listing?.moment
    var lines: [(label: String, value: [Span])] = [("", [Span(run.name, theme.text.bold)])]
    lines.append(("state", [RunLabels.state(run.state, theme)] + ago(run, now, theme)))
    let problem = run.problem ?? problemOfCurves(run, model)
    for part in problem.map({ $0.wrapped(to: max(8, columns)) }) ?? [] {
      lines.append(("", [Span(part, theme.warning)]))
    }
    if let settings = run.settings {
      lines.append(("data", [Span(settings.data, theme.text)]))
      lines.append(("model", [Span("\(settings.encoder) on \(settings.objective.noun)", theme.text)]))
    }
    if let steps = metrics.steps {
      let planned = metrics.plannedSteps.map { " of \(NumberFormat.grouped($0))" } ?? ""
      let time = metrics.seconds.map { "  in \(NumberFormat.duration($0))" } ?? ""
      lines.append(("steps", [Span(NumberFormat.grouped(steps) + planned, theme.text), Span(time, theme.dim)]))
    }
    if let best = metrics.best {
      lines.append(
        (
          "best",
          [
            Span("\(NumberFormat.percent(Double(best.accuracy))) %", theme.good.bold),
            Span("  \(best.setting.text)", theme.text),
            Span("  step \(NumberFormat.grouped(best.step))", theme.dim),
          ]
        ))
    }
    for (index, accuracy) in metrics.accuracies.enumerated() {
      lines.append((index == 0 ? "last" : " ", last(accuracy, theme)))
    }
    if let loss = metrics.loss { lines.append(("loss", [Span(NumberFormat.significant(Double(loss)), theme.text)])) }
    if let auc = metrics.auc, let eer = metrics.eer {
      lines.append(
        (
          "pairs",
          [
            Span("AUC \(NumberFormat.fixed(Double(auc), decimals: 3))", theme.text),
            Span("  EER \(NumberFormat.percent(Double(eer))) %", theme.text),
          ]
        ))
    }
    if let speed = metrics.imagesPerSecond, speed.isFinite {
      let rounded = Int(bounded: Double(speed).rounded(), to: 0...1_000_000_000)
      lines.append(("speed", [Span(NumberFormat.grouped(rounded), theme.text), Span(" images/s", theme.dim)]))
    }
    lines.append(
      (
        "size",
        [
          Span(NumberFormat.bytes(max(0, run.size.bytes)), theme.text),
          Span(", \(NumberFormat.bytes(max(0, run.size.checkpointBytes))) checkpoints", theme.dim),
        ]
      ))
    return lines
  }

  private static func ago(_ run: RunSummary, _ now: Instant?, _ theme: Theme) -> [Span] {
    guard let now, run.written != nil, run.state != .running else { return [] }
    return [Span("  \(RunLabels.age(from: run.written, to: now)) ago", theme.dim)]
  }

  private static func last(_ accuracy: RunAccuracy, _ theme: Theme) -> [Span] {
    var spans = [Span("\(NumberFormat.percent(Double(accuracy.accuracy))) %", theme.text)]
    if let interval = accuracy.interval95 {
      spans.append(Span(" ± \(NumberFormat.percent(Double(interval)))", theme.dim))
    }
    return spans + [Span("  \(accuracy.setting.text)", theme.dim)]
  }

  private static func problemOfCurves(_ run: RunSummary, _ model: Model) -> String? {
    guard case .refused(let reason)? = model.runs.curves[run.path]?.curves else { return nil }
    return reason
  }
}
