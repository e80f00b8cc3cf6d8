import SiamCanvas

extension MarginsScreen {
  /// Handles the mouse: the wheel zooms the curves, a drag moves them, and a click or drag on the triplets sets the
  /// margin.
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let layout = MarginsLayout(body)
    switch event.action {
    case .wheelUp, .wheelDown:
      guard layout.chart(at: event.column, event.row) != nil else { return [] }
      model.zoomChart(in: event.action == .wheelUp)
    case .press:
      if layout.effect.contains(event.column, event.row) {
        model.view.grip = .margin
        model.controls.focus = .margin
        return setMargin(event, &model, layout)
      }
      if layout.chart(at: event.column, event.row) != nil {
        model.gripChart(at: event.column)
      }
    case .drag:
      switch model.view.grip {
      case .curves(let column):
        model.dragChart(from: column, to: event.column, of: layout.bands.width - 8)
      case .margin: return setMargin(event, &model, layout)
      case nil: break
      }
    case .release: model.view.grip = nil
    }
    return []
  }

  private static func setMargin(_ event: MouseEvent, _ model: inout Model, _ layout: MarginsLayout) -> [Effect] {
    guard let margin = MarginEffectPanel.margin(at: event.column, model, in: layout.effect) else { return [] }
    return model.changeMargin(near: margin)
  }
}
