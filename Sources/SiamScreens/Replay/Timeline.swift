import SiamCanvas
import SiamCore

/// The timeline of a replay: the position, the checkpoints and the changes of settings.
enum Timeline {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty, let replay = model.replay else { return }
    let theme = model.theme
    let bar = bar(model, replay)
    let length = Double(max(1, replay.report.steps))
    bar.draw(
      Double(model.replayStep) / length, minWidth: minWidth, in: area, style: theme.accent, rail: theme.faint,
      on: &canvas)
    let rail = bar.bar(in: area, canvas.charset)
    guard rail.width >= minWidth else { return }
    let (tick, note, head) = signs(canvas.charset)
    for step in replay.report.checkpoints {
      canvas[column(of: step, replay, rail), rail.row] = Cell(
        tick, step <= model.replayStep ? theme.accent : theme.dim)
    }
    for step in replay.report.changes {
      canvas[column(of: step, replay, rail), rail.row] = Cell(note, theme.validation)
    }
    canvas[column(of: model.replayStep, replay, rail), rail.row] = Cell(head, theme.text.bold)
  }

  /// Returns the step at a column, or nil if there is no room for the timeline.
  static func step(at column: Int, _ model: Model, in area: Rectangle) -> Int? {
    guard let replay = model.replay else { return nil }
    let rail = bar(model, replay).bar(in: area, model.charset)
    guard rail.width >= minWidth else { return nil }
    let share = Double(min(max(0, column - rail.column), rail.width - 1)) / Double(rail.width - 1)
    return replay.bounded(Int(bounded: (share * Double(replay.report.steps)).rounded(), to: 0...1_000_000_000_000))
  }

  private static let minWidth = 8

  private static func signs(
    _ charset: Charset
  ) -> (tick: Unicode.Scalar, note: Unicode.Scalar, head: Unicode.Scalar) {
    charset == .ascii ? ("|", "^", "*") : ("┃", "◆", "●")
  }

  private static func column(of step: Int, _ replay: ReplayState, _ rail: Rectangle) -> Int {
    let share = Double(replay.bounded(step)) / Double(max(1, replay.report.steps))
    return rail.column + Int(bounded: (share * Double(rail.width - 1)).rounded(), to: 0...rail.width - 1)
  }

  /// The texts at both ends, which have the same width at every step.
  private static func bar(_ model: Model, _ replay: ReplayState) -> ProgressBar {
    ProgressBar(leading: steps(model, replay), trailing: times(model, replay))
  }

  /// The step that is shown and the number of steps.
  private static func steps(_ model: Model, _ replay: ReplayState) -> [Span] {
    let total = NumberFormat.grouped(replay.report.steps)
    return [
      Span(" step ", model.theme.dim),
      Span(NumberFormat.grouped(model.replayStep, width: total.count), model.theme.text.bold),
      Span(" of \(total)", model.theme.dim),
    ]
  }

  /// The training time at the step that is shown, and that of the whole run.
  private static func times(_ model: Model, _ replay: ReplayState) -> [Span] {
    let theme = model.theme
    let all = NumberFormat.duration(replay.report.seconds, width: 5)
    return [
      Span(NumberFormat.duration(model.latest?.seconds ?? 0, width: all.count), theme.text),
      Span(" of \(all) ", theme.dim),
    ]
  }
}
