import SiamCanvas
import SiamMessages

/// What the margin does: distances and their gap over the run, and which triplets another α would make active.
enum MarginsScreen: Screen {
  static let title = "Margins"

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = MarginsLayout(body)
    BandsPanel.draw(model, in: layout.bands, on: &canvas)
    MarginEffectPanel.draw(model, in: layout.effect, on: &canvas)
    if !layout.gap.isEmpty { GapPanel.draw(model, in: layout.gap, on: &canvas) }
    if !layout.kinds.isEmpty { KindsPanel.draw(model, in: layout.kinds, on: &canvas) }
    if !layout.separation.isEmpty { SeparationPanel.draw(model, in: layout.separation, on: &canvas) }
  }

  static func explanation(_ model: Model) -> [String] { MarginsExplanation.paragraphs(model) }

  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry] {
    guard model.started != nil else { return [] }
    return [Inquiry(.newestTriplets, repeats: model.inquiries.refusals[.newestTriplets] == nil ? 0.5 : 5)]
  }

  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    switch action {
    case .increase, .decrease:
      if isZooming(model) {
        model.zoomChart(in: action == .increase)
      } else {
        return model.changeMargin(up: action == .increase)
      }
    case .nextFocus, .previousFocus: model.controls.focus = isZooming(model) ? .margin : .chart
    case .logarithmicAxis: model.view.isLogarithmic.toggle()
    default: model.moveChart(action)
    }
    return []
  }

  static func focusWord(_ model: Model) -> String { isZooming(model) ? "zoom" : "margin" }

  /// Whether `+` and `-` zoom the curves; else they change α.
  static func isZooming(_ model: Model) -> Bool {
    model.controls.focus == .chart || !model.objective.hasMargin
      || !(model.phase.isRunning || model.phase == .loading)
  }
}
