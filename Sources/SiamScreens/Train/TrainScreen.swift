import SiamCanvas
import SiamCore

/// The run as a whole: loss, distances, a triplet, few-shot accuracy, controls and log.
enum TrainScreen: Screen {
  static let title = "Train"

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = TrainLayout(body)
    LossPanel.draw(model, in: layout.loss, on: &canvas)
    DistancesPanel.draw(model, in: layout.distances, on: &canvas)
    if !layout.triplet.isEmpty { TripletPanel.draw(model, in: layout.triplet, on: &canvas) }
    switch layout.kind {
    case .small: SummaryScreen.drawRows(model, in: layout.metrics, on: &canvas)
    case .full:
      AccuracyPanel.draw(model, in: layout.accuracy, on: &canvas)
      MetricsPanel.draw(model, in: layout.metrics, on: &canvas)
      if !layout.log.isEmpty { LogPanel.draw(model, in: layout.log, on: &canvas) }
    }
  }

  /// Whether the log is visible at the current size.
  static func showsLog(_ model: Model) -> Bool {
    model.frame.kind == .screen && !TrainLayout(model.frame.body).log.isEmpty
  }

  static func explanation(_ model: Model) -> [String] { TrainExplanation.paragraphs(model) }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    guard TrainLayout(body).showsImages else { return [] }
    return model.showcase.shown?.images ?? []
  }

  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    switch action {
    case .nextFocus: moveFocus(of: &model, by: 1)
    case .previousFocus: moveFocus(of: &model, by: -1)
    case .increase: return change(&model, up: true)
    case .decrease: return change(&model, up: false)
    case .logarithmicAxis: model.view.isLogarithmic.toggle()
    case .smoothing: model.view.isSmoothed.toggle()
    default: model.moveChart(action)
    }
    return []
  }

  static func focusLabel(_ model: Model) -> String {
    guard model.phase.isRunning || model.focusedControl == .chart else { return "" }
    return switch model.focusedControl {
    case .margin: "margin"
    case .learningRate: "rate"
    case .chart: "zoom"
    }
  }

  private static func change(_ model: inout Model, up: Bool) -> [Effect] {
    switch model.focusedControl {
    case .margin: return model.changeMargin(up: up)
    case .learningRate: return model.changeLearningRate(up: up)
    case .chart:
      model.zoomChart(in: up)
      return []
    }
  }

  private static func moveFocus(of model: inout Model, by offset: Int) {
    let all = model.focuses
    let index = (all.firstIndex(of: model.focusedControl) ?? 0) + offset
    model.controls.focus = all[(index + all.count) % all.count]
  }
}

extension Model {
  /// The controls of the Train screen; not every objective has a margin.
  var focuses: [Focus] {
    guard phase.isRunning || phase == .loading, replay == nil else { return [.chart] }
    return objective.hasMargin ? Focus.allCases : [.learningRate, .chart]
  }

  /// The control that `+` and `-` change on the Train screen.
  var focusedControl: Focus { focuses.contains(controls.focus) ? controls.focus : focuses[0] }
}

extension KeyBinding {
  /// The keys of the Train screen.
  static let train: [KeyBinding] = [
    KeyBinding(
      [.character("L")], "L", .logarithmicAxis, footer: "log", "switch between a logarithmic and a linear loss axis"),
    KeyBinding(
      [.character("e")], "e", .smoothing, footer: "smooth", "switch between the smoothed and the raw loss curve"),
    KeyBinding([.character("x")], "x", .timeAxis, footer: "time", "draw curves over steps or over training time"),
    KeyBinding([.character("f")], "f", .follow, "follow the latest step again"),
  ]
}

extension TrainScreen {
  /// Handles the mouse: the wheel zooms the curves, a drag moves them; a click or drag on the distances sets the end of
  /// the margin; a click on a control focuses it.
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let layout = TrainLayout(body)
    switch event.action {
    case .wheelUp, .wheelDown:
      guard let position = position(event, model, layout) else { return [] }
      model.zoomChart(in: event.action == .wheelUp, about: position)
    case .press:
      if position(event, model, layout) != nil {
        model.gripChart(at: event.column)
      } else if layout.distances.contains(event.column, event.row) {
        model.view.grip = .margin
        return setMargin(event, &model, layout)
      } else if let focus = MetricsPanel.control(at: event.column, event.row, model, in: layout.metrics) {
        model.controls.focus = focus
      }
    case .drag:
      switch model.view.grip {
      case .curves(let column):
        model.dragChart(from: column, to: event.column, of: layout.loss.width - 8)
      case .margin: return setMargin(event, &model, layout)
      case nil: break
      }
    case .release: model.view.grip = nil
    }
    return []
  }

  /// Returns the position in the run under the mouse, or nil outside the curves.
  private static func position(_ event: MouseEvent, _ model: Model, _ layout: TrainLayout) -> Double? {
    let panel = [layout.loss, layout.accuracy].first { $0.contains(event.column, event.row) }
    guard let panel else { return nil }
    let first = panel.column + 2 + LossPanel.labelWidth
    let share = (Double(event.column - first) + 0.5) / Double(max(1, panel.endColumn - 1 - first))
    return ChartSpan(model).position(at: min(1, max(0, panel == layout.loss ? share : 1)))
  }

  private static func setMargin(_ event: MouseEvent, _ model: inout Model, _ layout: TrainLayout) -> [Effect] {
    guard let latest = model.latest else { return [] }
    let distance = DistancesPanel.distance(at: event.column, model, in: layout.distances)
    guard let margin = MarginReach.margin(reaching: distance, from: Double(latest.positiveDistance), model.recipe)
    else {
      return []
    }
    return model.changeMargin(near: margin)
  }
}
