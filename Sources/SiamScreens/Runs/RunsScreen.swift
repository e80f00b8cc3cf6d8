import SiamCanvas
import SiamMessages

/// All runs that are kept, their curves together; one can be opened, replayed, deleted.
enum RunsScreen: Screen {
  static let title = "Runs"
  /// How often the folder is looked at again.
  private static let repeatSeconds = 3.0

  static func layout(_ model: Model, _ body: Rectangle) -> RunsLayout { RunsLayout(body, chart: model.runs.chart) }

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let (layout, list) = (layout(model, body), RunsList(model))
    RunsListPanel.draw(list, model, layout, on: &canvas)
    if !layout.figures.isEmpty { RunFiguresPanel.draw(list.chosenRun, model, in: layout.figures, on: &canvas) }
    RunsCurvesPanel(model: model, list: list, chart: .loss).draw(in: layout.loss, on: &canvas)
    RunsCurvesPanel(model: model, list: list, chart: .accuracy).draw(in: layout.accuracy, on: &canvas)
  }

  static func explanation(_ model: Model) -> [String] { RunsExplanation.paragraphs(model) }

  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry] {
    let runs = Inquiry(.runs, repeats: repeatSeconds, isOfDisk: true)
    // The chosen one's first.
    let wanted = RunsList(model).drawn.reversed().first { _, run in
      model.runs.curves[run.path].map { $0.written != run.written } ?? true
    }
    return [runs] + (wanted.map { [Inquiry(.curves(run: $0.run.path, written: $0.run.written))] } ?? [])
  }

  static func receive(_ answer: Answer, to question: Question, on model: inout Model) {
    model.runs.receive(answer, to: question)
  }

  /// Whether Tab changes from one chart to the other, as there is no room for both.
  static func movesFocus(_ model: Model) -> Bool { model.width < RunsLayout.bothChartsWidth }
}
