import SiamCanvas
import SiamCore

/// Pairs from validation classes: the similarities of same-class and different-class pairs, the error rates of a
/// threshold, and the hardest pairs.
enum PairsScreen: Screen {
  static let title = "Pairs"

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = PairsLayout(body)
    SimilaritiesPanel.draw(model, in: layout.similarities, on: &canvas)
    PairPanel.draw(model, in: layout.pair, on: &canvas)
    if !layout.roc.isEmpty { RocPanel.draw(model, in: layout.roc, on: &canvas) }
    if !layout.list.isEmpty { HardestPairsPanel.draw(model, in: layout, on: &canvas) }
  }

  static func explanation(_ model: Model) -> [String] { PairsExplanation.paragraphs(model) }

  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery] {
    model.recipe == nil ? [] : [PendingQuery(.pairs(PairsQuery()), repeats: 1)]
  }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    guard let pair = model.pairs.shownPair else { return [] }
    return [pair.first, pair.second]
  }

  static func receive(_ result: QueryResult, to query: Query, on model: inout Model) {
    if case .pairs(let survey) = result { model.pairs.receive(survey) }
  }

  static func focusLabel(_ model: Model) -> String { "threshold" }
}
