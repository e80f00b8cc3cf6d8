import SiamCanvas
import SiamCore

/// All runs on disk with their curves; a run can be opened, replayed or deleted.
enum RunsScreen: Screen {
  static let title = "Runs"
  /// The seconds between two readings of the folder.
  private static let repeatSeconds = 3.0

  static func layout(_ model: Model, _ body: Rectangle) -> RunsLayout { RunsLayout(body, chart: model.runs.chart) }

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let (layout, list) = (layout(model, body), RunsList(model))
    RunsListPanel.draw(list, model, layout, on: &canvas)
    if !layout.details.isEmpty { RunMetricsPanel.draw(list.chosenRun, model, in: layout.details, on: &canvas) }
    RunsCurvesPanel(model: model, list: list, chart: .loss).draw(in: layout.loss, on: &canvas)
    RunsCurvesPanel(model: model, list: list, chart: .accuracy).draw(in: layout.accuracy, on: &canvas)
  }

  static func explanation(_ model: Model) -> [String] { RunsExplanation.paragraphs(model) }

  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery] {
    let runs = PendingQuery(.runs, repeats: repeatSeconds, isOfDisk: true)
    // The curves of the selected run come first.
    let missing = RunsList(model).drawn.reversed().first { _, run in
      model.runs.curves[run.path].map { $0.written != run.written } ?? true
    }
    return [runs] + (missing.map { [PendingQuery(.curves(run: $0.run.path, written: $0.run.written))] } ?? [])
  }

  static func receive(_ result: QueryResult, to query: Query, on model: inout Model) {
    model.runs.receive(result, to: query)
  }

  /// Tab switches between the charts when there is no room for both.
  static func movesFocus(_ model: Model) -> Bool { model.width < RunsLayout.bothChartsWidth }
}

extension RunsScreen {
  /// Handles the mouse: a click selects a row, on the selected row opens it, on the header sorts; the wheel scrolls.
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let (layout, list) = (layout(model, body), RunsList(model))
    guard layout.list.contains(event.column, event.row), let chosen = list.chosen else { return [] }
    let top = layout.top(model.runs.top, seeing: chosen, of: list.runs.count)
    switch event.action {
    case .press where layout.header.contains(event.column, event.row):
      sort(&model, by: list.columns(width: layout.header.width).order(at: event.column - layout.header.column))
    case .press where layout.rows.contains(event.column, event.row):
      let index = top + event.row - layout.rows.row
      guard list.runs.indices.contains(index) else { return [] }
      if index == chosen, model.runs.chosen != nil { return visit(&model, from: .end) }
      choose(&model, in: body) { _ in index }
    case .wheelUp: choose(&model, in: body) { $0 - 1 }
    case .wheelDown: choose(&model, in: body) { $0 + 1 }
    case .press, .drag, .release: break
    }
    return []
  }
}
