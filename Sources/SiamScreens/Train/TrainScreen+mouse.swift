import SiamCanvas
import SiamMessages

extension TrainScreen {
  /// The wheel zooms the curves, a drag moves them; a click or drag on the distances sets the margin's end; a click on
  /// a control gives it the focus.
  static func point(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
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
      } else if let focus = FiguresPanel.control(at: event.column, event.row, model, in: layout.figures) {
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

  /// The position in the run under the mouse; nil off the curves.
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
    return model.changeMargin(to: margin)
  }
}
