import SiamCanvas
import SiamMessages

/// Held-out pairs: how similar same and different ones look, what a threshold makes of them, and which go most wrong.
enum PairsScreen: Screen {
  static let title = "Pairs"

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = PairsLayout(body)
    SimilaritiesPanel.draw(model, in: layout.similarities, on: &canvas)
    PairPanel.draw(model, in: layout.pair, on: &canvas)
    if !layout.roc.isEmpty { RocPanel.draw(model, in: layout.roc, on: &canvas) }
    if !layout.list.isEmpty { WrongPairsPanel.draw(model, in: layout, on: &canvas) }
  }

  static func explanation(_ model: Model) -> [String] { PairsExplanation.paragraphs(model) }

  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry] {
    model.recipe == nil ? [] : [Inquiry(.pairs(PairsQuestion()), repeats: 1)]
  }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    guard let pair = model.pairs.shownPair else { return [] }
    return [pair.first, pair.second]
  }

  static func receive(_ answer: Answer, to question: Question, on model: inout Model) {
    if case .pairs(let survey) = answer { model.pairs.receive(survey) }
  }

  static func focusWord(_ model: Model) -> String { "threshold" }

  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool {
    let pairs = model.pairs.mostWrong
    guard let here = model.pairs.place else { return false }
    let wanted = text.lowercased()
    let order = (1...pairs.count).map { offset in
      ((here + (forward ? offset : -offset)) % pairs.count + pairs.count) % pairs.count
    }
    let match = order.first { place in
      pairs[place].firstClass.lowercased().contains(wanted) || pairs[place].secondClass.lowercased().contains(wanted)
    }
    guard let match else { return false }
    model.pairs.choose(match)
    return true
  }

  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    let place = model.pairs.place ?? 0
    let page = max(1, PairsLayout(body).list.height / 2)
    switch action {
    case .left: model.pairs.move(by: -PairsScreen.fine)
    case .right: model.pairs.move(by: PairsScreen.fine)
    case .decrease: model.pairs.move(by: -PairsScreen.coarse)
    case .increase: model.pairs.move(by: PairsScreen.coarse)
    case .fit: model.pairs.bound = nil
    case .logarithmicAxis: model.pairs.isLogarithmic.toggle()
    case .up: model.pairs.choose(place - 1)
    case .down: model.pairs.choose(place + 1)
    case .halfPageUp: model.pairs.choose(place - page)
    case .halfPageDown: model.pairs.choose(place + page)
    case .first: model.pairs.choose(0)
    case .last: model.pairs.choose(.max)
    default: break
    }
    return []
  }

  /// Bounds an arrow moves the threshold by: 0.005.
  private static let fine = PairSurvey.bins / 200
  /// Bounds `+` and `-` move it by: 0.01.
  private static let coarse = PairSurvey.bins / 100
}
