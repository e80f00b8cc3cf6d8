import SiamCanvas
import SiamCore

extension KeyBinding {
  /// The keys of the Triplets screen.
  static let triplets: [KeyBinding] = [
    KeyBinding([.enter], "Enter", .open, footer: "follow", "follow the selected triplet through training; Esc stops"),
    KeyBinding([.character("o")], "o", .sort, footer: "sort", "sort by violation, d⁺, d⁻ or class"),
    KeyBinding(
      [.character("t")], "t", .filter, footer: "kind", "show all kinds, or only hard, semi-hard or easy triplets"),
    KeyBinding([.character("f")], "f", .follow, footer: "freeze", "freeze the list, or follow the latest batch again"),
  ]
}

extension TripletsScreen {
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    if let move = action.listMove(page: max(1, layout(model, body).pageSize / 2)) {
      choose(&model, in: body, move)
      return []
    }
    switch action {
    case .increase, .decrease: return model.changeMargin(up: action == .increase)
    case .sort: sort(&model, by: model.triplets.order.next)
    case .filter:
      let all: [TripletKind?] = [nil] + TripletKind.allCases
      let index = all.firstIndex(of: model.triplets.kind) ?? 0
      keepingChosen(&model) { $0.kind = all[(index + 1) % all.count] }
    case .follow: model.triplets.frozen = model.triplets.frozen == nil ? model.tripletBatch : nil
    case .open: follow(&model)
    case .close:
      if model.triplets.followed != nil { model.triplets.followed = nil } else { model.triplets.className = "" }
    default: break
    }
    return []
  }

  /// Lists the triplets of matching classes; a repeated search moves through them.
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool {
    if model.triplets.className != text {
      var filtered = model
      filtered.triplets.className = text
      guard !TripletList(filtered).entries.isEmpty else { return false }
      keepingChosen(&model) { $0.className = text }
      return true
    }
    let count = TripletList(model).entries.count
    guard count > 0 else { return false }
    choose(&model, in: body) { ($0 + (forward ? 1 : count - 1)) % count }
    return true
  }

  /// Chooses a triplet by a function of the chosen index, and freezes the list.
  static func choose(_ model: inout Model, in body: Rectangle, _ index: (Int) -> Int) {
    let list = TripletList(model)
    guard let chosen = list.chosen(model) else { return }
    model.triplets.frozen = list.batch
    model.triplets.chosen = min(max(0, index(chosen)), list.entries.count - 1)
    model.triplets.top = layout(model, body).top(
      model.triplets.top, seeing: model.triplets.chosen, of: list.entries.count)
  }

  /// Sorts the list and keeps the chosen triplet.
  static func sort(_ model: inout Model, by order: TripletsState.Order) {
    keepingChosen(&model) { $0.order = order }
  }

  /// Changes the filter or order of the list and keeps the chosen triplet if it is still listed.
  static func keepingChosen(_ model: inout Model, _ change: (inout TripletsState) -> Void) {
    let before = TripletList(model)
    let report = before.chosen(model).map { before.entries[$0].report }
    change(&model.triplets)
    model.triplets.chosen = report.flatMap(TripletList(model).index) ?? 0
  }

  /// Follows the chosen triplet from now on, and freezes the list.
  private static func follow(_ model: inout Model) {
    let list = TripletList(model)
    guard let chosen = list.chosen(model), let batch = list.batch else { return }
    model.triplets.frozen = batch
    model.triplets.followed = FollowedTriplet(list.entries[chosen].triplet, step: batch.step)
  }
}
