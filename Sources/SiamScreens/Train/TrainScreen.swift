import SiamCanvas
import SiamMessages

/// The run as a whole: loss, distances, a triplet, accuracy on held-out classes, the controls and what happened.
enum TrainScreen: Screen {
  static let title = "Train"

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = TrainLayout(body)
    LossPanel.draw(model, in: layout.loss, on: &canvas)
    DistancesPanel.draw(model, in: layout.distances, on: &canvas)
    if !layout.triplet.isEmpty { TripletPanel.draw(model, in: layout.triplet, on: &canvas) }
    switch layout.kind {
    case .small: SummaryScreen.drawRows(model, in: layout.figures, on: &canvas)
    case .full:
      AccuracyPanel.draw(model, in: layout.accuracy, on: &canvas)
      FiguresPanel.draw(model, in: layout.figures, on: &canvas)
      if !layout.log.isEmpty { LogPanel.draw(model, in: layout.log, on: &canvas) }
    }
  }

  /// Whether the log is seen at the screen's size.
  static func showsLog(_ model: Model) -> Bool {
    model.frame.kind == .screen && !TrainLayout(model.frame.body).log.isEmpty
  }

  static func explanation(_ model: Model) -> [String] { TrainExplanation.paragraphs(model) }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    guard TrainLayout(body).showsPictures else { return [] }
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

  static func focusWord(_ model: Model) -> String {
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
    let place = (all.firstIndex(of: model.focusedControl) ?? 0) + offset
    model.controls.focus = all[(place + all.count) % all.count]
  }
}

extension Model {
  /// What can have the focus on the Train screen: not every objective has a margin.
  var focuses: [Focus] {
    guard phase.isRunning || phase == .loading, replay == nil else { return [.chart] }
    return objective.hasMargin ? Focus.allCases : [.learningRate, .chart]
  }

  /// What `+` and `-` change on the Train screen.
  var focusedControl: Focus { focuses.contains(controls.focus) ? controls.focus : focuses[0] }
}
