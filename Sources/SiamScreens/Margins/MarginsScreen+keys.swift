import SiamCanvas
import SiamCore

extension KeyBinding {
  /// The keys of the Margins screen.
  static let margins: [KeyBinding] = [
    KeyBinding(
      [.character("L")], "L", .logarithmicAxis, footer: "log", "switch between a logarithmic and a linear error axis"),
    KeyBinding([.character("x")], "x", .timeAxis, footer: "time", "draw curves over steps or over training time"),
    KeyBinding([.character("f")], "f", .follow, "follow the latest step again"),
  ]
}

extension MarginsScreen {
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

  /// Whether `+` and `-` zoom the curves; otherwise they change the margin.
  static func isZooming(_ model: Model) -> Bool {
    model.controls.focus == .chart || !model.objective.hasMargin
      || !(model.phase.isRunning || model.phase == .loading)
  }
}
