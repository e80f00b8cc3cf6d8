import SiamCanvas
import SiamMessages

/// The row in which a replay's run lies from its first step to its last: what was shown, checkpoints, changed settings.
enum Timeline {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty, let replay = model.replay else { return }
    let theme = model.theme
    canvas.write(steps(model, replay), column: area.column, row: area.row, limit: area.endColumn)
    canvas.write(times(model, replay), in: area, row: area.row, align: .right)
    let rail = rail(model, replay, in: area)
    guard rail.width >= minimumWidth else { return }
    let length = Double(max(1, replay.report.steps))
    canvas.gauge(Double(model.replayStep) / length, in: rail, style: theme.accent, rail: theme.faint)
    let (tick, note, head) = signs(canvas.charset)
    for step in replay.report.checkpoints {
      canvas[column(of: step, replay, rail), rail.row] = Cell(
        tick, step <= model.replayStep ? theme.accent : theme.dim)
    }
    for step in replay.report.changes {
      canvas[column(of: step, replay, rail), rail.row] = Cell(note, theme.heldOut)
    }
    canvas[column(of: model.replayStep, replay, rail), rail.row] = Cell(head, theme.text.bold)
  }

  /// The step at a column; nil where there is no room for the timeline.
  static func step(at column: Int, _ model: Model, in area: Rectangle) -> Int? {
    guard let replay = model.replay else { return nil }
    let rail = rail(model, replay, in: area)
    guard rail.width >= minimumWidth else { return nil }
    let share = Double(min(max(0, column - rail.column), rail.width - 1)) / Double(rail.width - 1)
    return replay.bounded(Int(bounded: (share * Double(replay.report.steps)).rounded(), to: 0...1_000_000_000_000))
  }

  private static let minimumWidth = 8

  private static func signs(
    _ charset: Charset
  ) -> (tick: Unicode.Scalar, note: Unicode.Scalar, head: Unicode.Scalar) {
    charset == .ascii ? ("|", "^", "*") : ("┃", "◆", "●")
  }

  private static func column(of step: Int, _ replay: ReplayState, _ rail: Rectangle) -> Int {
    let share = Double(replay.bounded(step)) / Double(max(1, replay.report.steps))
    return rail.column + Int(bounded: (share * Double(rail.width - 1)).rounded(), to: 0...rail.width - 1)
  }

  /// Between the words, whose width is the same at every step.
  private static func rail(_ model: Model, _ replay: ReplayState, in area: Rectangle) -> Rectangle {
    let left = width(steps(model, replay), model) + 2
    let right = width(times(model, replay), model) + 2
    return Rectangle(
      column: area.column + left, row: area.row, width: max(0, area.width - left - right), height: min(1, area.height))
  }

  private static func width(_ spans: [Span], _ model: Model) -> Int {
    spans.reduce(0) { $0 + model.charset.columns($1.text) }
  }

  /// The step that is shown, of all.
  private static func steps(_ model: Model, _ replay: ReplayState) -> [Span] {
    let total = Figures.grouped(replay.report.steps)
    return [
      Span(" step ", model.theme.dim),
      Span(Figures.grouped(model.replayStep, width: total.count), model.theme.text.bold),
      Span(" of \(total)", model.theme.dim),
    ]
  }

  /// Training time at the step that is shown, of all.
  private static func times(_ model: Model, _ replay: ReplayState) -> [Span] {
    let theme = model.theme
    let all = Figures.duration(replay.report.seconds, width: 5)
    return [
      Span(Figures.duration(model.latest?.seconds ?? 0, width: all.count), theme.text), Span(" of \(all) ", theme.dim),
    ]
  }
}
