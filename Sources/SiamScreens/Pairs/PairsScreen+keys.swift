import SiamCanvas
import SiamCore

extension KeyBinding {
  /// The keys of the Pairs screen.
  static let pairs: [KeyBinding] = [
    KeyBinding([.left, .character("h")], "← h", .left, "lower the threshold by 0.005; `-` by 0.01"),
    KeyBinding([.right, .character("l")], "→ l", .right, "raise the threshold by 0.005; `+` by 0.01"),
    KeyBinding([.character("=")], "=", .fit, footer: "best", "use the most accurate threshold"),
    KeyBinding([.tab], "Tab", .down, footer: "next pair", "show the next hard pair; ↑ and ↓ work too"),
    KeyBinding([.backTab], "Shift-Tab", .up, "show the previous pair"),
    KeyBinding([.character("L")], "L", .logarithmicAxis, "switch between a logarithmic and a linear ROC axis"),
  ]
}

extension PairsScreen {
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool {
    let pairs = model.pairs.hardest
    guard let here = model.pairs.chosenIndex else { return false }
    let wanted = text.lowercased()
    let order = (1...pairs.count).map { offset in
      ((here + (forward ? offset : -offset)) % pairs.count + pairs.count) % pairs.count
    }
    let match = order.first { index in
      pairs[index].firstClass.lowercased().contains(wanted) || pairs[index].secondClass.lowercased().contains(wanted)
    }
    guard let match else { return false }
    model.pairs.choose(match)
    return true
  }

  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    let index = model.pairs.chosenIndex ?? 0
    let page = max(1, PairsLayout(body).list.height / 2)
    switch action {
    case .left: model.pairs.move(by: -fineStep)
    case .right: model.pairs.move(by: fineStep)
    case .decrease: model.pairs.move(by: -coarseStep)
    case .increase: model.pairs.move(by: coarseStep)
    case .fit: model.pairs.bound = nil
    case .logarithmicAxis: model.pairs.isLogarithmic.toggle()
    case .up: model.pairs.choose(index - 1)
    case .down: model.pairs.choose(index + 1)
    case .halfPageUp: model.pairs.choose(index - page)
    case .halfPageDown: model.pairs.choose(index + page)
    case .first: model.pairs.choose(0)
    case .last: model.pairs.choose(.max)
    default: break
    }
    return []
  }

  /// The number of bins by which an arrow moves the threshold: 0.005.
  private static let fineStep = PairSurvey.bins / 200
  /// The number of bins by which `+` and `-` move the threshold: 0.01.
  private static let coarseStep = PairSurvey.bins / 100
}
