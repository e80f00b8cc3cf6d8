import SiamCanvas
import SiamCore

/// The effect of the margin: distances and their gap over the run, and the triplets that another margin would make
/// active.
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

  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery] {
    guard model.started != nil else { return [] }
    return [PendingQuery(.newestTriplets, repeats: model.queryTracker.refusals[.newestTriplets] == nil ? 0.5 : 5)]
  }

  static func focusLabel(_ model: Model) -> String { isZooming(model) ? "zoom" : "margin" }
}
