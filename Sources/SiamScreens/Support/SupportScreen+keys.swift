import SiamCanvas
import SiamCore

extension KeyBinding {
  /// The keys of the Support screen.
  static let support: [KeyBinding] = [
    KeyBinding([.character("d")], "d", .draw, footer: "draw", "draw a query with the mouse or the arrow keys"),
    KeyBinding([.character("r")], "r", .again, footer: "another", "sample another episode"),
    KeyBinding(
      [.character("x")], "x", .replace, footer: "swap", "swap the selected support image for another of its class"),
    KeyBinding([.character("[")], "[", .fewerWays, "fewer classes (way − 1)"),
    KeyBinding([.character("]")], "]", .moreWays, footer: "way", "more classes (way + 1)"),
    KeyBinding([.character("{")], "{", .fewerShots, "fewer support images per class (shot − 1)"),
    KeyBinding([.character("}")], "}", .moreShots, footer: "shot", "more support images per class (shot + 1)"),
    KeyBinding([.character("c")], "c", .classifier, footer: "classifier", "change the classifier"),
    KeyBinding(
      [.character("C")], "C", .chooseClasses, footer: "pick", "choose the classes; Enter adds or removes one"),
    KeyBinding(
      [.character("o")], "o", .sort, footer: "order", "sort classes by similarity, or in the order of the support set"),
    KeyBinding(
      [.character("i")], "i", .withinGroup, "sample all classes from one group (an alphabet), or from any group"),
  ]

  /// The keys while drawing a query.
  static let pad: [KeyBinding] = [
    KeyBinding(
      [.character(" "), .enter], "Space", .pen, footer: "pen", "put the pen down or lift it; arrow keys move it"),
    KeyBinding([.character("u"), .backspace], "u", .undo, footer: "undo", "undo the last stroke"),
    KeyBinding([.character("e"), .delete], "e", .erase, footer: "erase", "erase all strokes"),
    KeyBinding(
      [.escape, .character("d")], "Esc d", .close, footer: "done", "stop drawing; the drawing stays as a query"),
  ]
}

extension SupportScreen {
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    if model.support.isDrawing {
      if draw(action, on: &model) { return [] }
      switch action {
      // These need panels that are hidden while drawing.
      case .replace, .chooseClasses, .nextFocus, .previousFocus: model.endDrawing()
      default: break
      }
    }
    switch action {
    case .moreWays: model.changeWay(by: 1)
    case .fewerWays: model.changeWay(by: -1)
    case .moreShots: model.changeShot(by: 1)
    case .fewerShots: model.changeShot(by: -1)
    case .classifier: model.cycleClassifier()
    case .again: model.support.drawAgain()
    case .withinGroup: model.toggleWithinGroup()
    case .sort: model.support.isSorted.toggle()
    case .replace: model.replaceSupportImage()
    case .draw: model.beginDrawing()
    case .chooseClasses: model.support.focus = .classes
    case .nextFocus: model.moveSupportFocus(by: 1)
    case .previousFocus: model.moveSupportFocus(by: -1)
    case .open where model.support.focus == .classes: model.toggleClass(at: ClassChooser.pointed(model))
    case .close:
      switch model.support.focus {
      case .classes, .confusions: model.support.focus = .queries
      case .queries, .support: model.support.scores.endComparison()
      }
    default: move(action, on: &model, columns: model.supportLayout(body).cards.columns)
    }
    return []
  }

  /// Moves within the panel that has the focus.
  private static func move(_ action: Action, on model: inout Model, columns: Int) {
    switch model.support.focus {
    case .queries:
      let perClass = max(1, model.episodeQuery.queries)
      model.moveQuery(by: offset(action, across: 1, down: perClass, page: 5 * perClass))
    case .support:
      let shot = model.support.episode?.shot ?? 1
      model.moveSlot(by: offset(action, across: 1, down: columns * shot, page: 2 * columns * shot))
    case .confusions:
      let first = model.support.firstConfusion + offset(action, across: 0, down: 1, page: 8)
      model.support.firstConfusion = min(max(0, first), ConfusionsPanel.maxScroll(model))
    case .classes:
      let count = model.unseen?.classes.count ?? 0
      let pointed = ClassChooser.pointed(model) + offset(action, across: 0, down: 1, page: 8)
      model.support.pointedClass = min(max(0, pointed), max(0, count - 1))
    }
  }

  /// The offset of a move within a list.
  private static func offset(_ action: Action, across: Int, down: Int, page: Int) -> Int {
    switch action {
    case .left: -across
    case .right: across
    case .up: -down
    case .down: down
    case .halfPageUp: -page
    case .halfPageDown: page
    case .first: -1_000_000
    case .last: 1_000_000
    default: 0
    }
  }

  /// Performs a drawing action; returns false for other actions.
  private static func draw(_ action: Action, on model: inout Model) -> Bool {
    let ink = model.unseen?.ink
    let x = 1 / Double(InkRaster.sensible(ink?.width ?? 28))
    let y = 1 / Double(InkRaster.sensible(ink?.height ?? 28))
    switch action {
    case .left: model.support.drawing.move(byX: -x, y: 0)
    case .right: model.support.drawing.move(byX: x, y: 0)
    case .up: model.support.drawing.move(byX: 0, y: -y)
    case .down: model.support.drawing.move(byX: 0, y: y)
    case .pen:
      if model.support.drawing.isDown {
        model.support.drawing.lift()
      } else {
        model.support.drawing.begin(at: model.support.drawing.pen)
      }
    case .undo: model.support.drawing.undo()
    case .erase: model.support.drawing.erase()
    case .increase: model.support.drawing.changeWeight(wider: true)
    case .decrease: model.support.drawing.changeWeight(wider: false)
    case .fit: model.support.drawing.resetWeight()
    case .close, .draw: model.endDrawing()
    default: return false
    }
    model.support.showDrawing()
    return true
  }
}

extension SupportState {
  /// Makes the drawing the current query, unless it is empty.
  mutating func showDrawing() {
    if !drawing.isEmpty {
      query = .drawn
    } else {
      scores.forgetDrawn()
      if !isDrawing, query == .drawn { query = .episode(0) }
    }
  }
}

extension Model {
  /// Opens the pad with the previous drawing. Not available for data in colour.
  mutating func beginDrawing() {
    guard !isDataColoured else {
      return note("the data is in colour, so queries can't be drawn; use :query FILE instead", kind: .warning)
    }
    support.isDrawing = true
    support.focus = .queries
    support.query = .drawn
  }

  /// Closes the pad; the drawing stays as a query.
  mutating func endDrawing() {
    support.drawing.lift()
    support.isDrawing = false
    support.showDrawing()
  }

  /// Switches to the next classifier that the objective supports.
  mutating func cycleClassifier() {
    let names = ClassifierName.allCases.filter { objective == .pair || $0 != .pairSimilarity }
    let index = names.firstIndex(of: supportClassifier) ?? 0
    support.setClassifier(names[(index + 1) % names.count])
  }

  /// Switches between sampling all classes from one group and from any group, if the data has groups.
  mutating func toggleWithinGroup() {
    if let classes = unseen?.classes, !classes.contains(where: { $0.group != nil }) {
      note("the classes of this data have no groups", kind: .warning)
    } else {
      support.setWithinGroup(!support.isWithinGroup)
      fitSupport()
    }
  }

  /// Adds a class of the list to every episode, or removes it.
  mutating func toggleClass(at index: Int) {
    guard let classes = unseen?.classes, classes.indices.contains(index) else { return }
    support.pointedClass = index
    if let problem = supportProblem(adding: classes[index]) { return note(problem, kind: .warning) }
    support.toggle(classes[index].id)
  }

  /// Swaps the chosen support image for another of its class. Without the focus, it only focuses the support set.
  mutating func replaceSupportImage() {
    guard supportEpisode != nil, support.focus == .support else {
      support.focus = .support
      return
    }
    if !support.replaceImage(), let episode = support.episode, episode.classes.indices.contains(support.slot.way) {
      note("\(episode.classes[support.slot.way].name) has no other image to swap in", kind: .warning)
    }
  }

  fileprivate mutating func moveSupportFocus(by offset: Int) {
    let all = SupportPane.allCases
    let index = (all.firstIndex(of: support.focus) ?? 0) + offset
    support.focus = all[(index + all.count) % all.count]
  }

  /// Moves to a support image by an offset, clamped to the ends.
  fileprivate mutating func moveSlot(by offset: Int) {
    guard let episode = support.episode else { return }
    let shot = episode.shot
    let slot = episode.nearest(to: support.slot)
    // Up and down stay in the column of cards.
    let last = episode.way * shot - 1
    var index = slot.way * shot + slot.shot + offset
    if abs(offset) > 1, abs(offset) < 1_000_000, !(0...last).contains(index) { index = slot.way * shot + slot.shot }
    index = min(max(0, index), last)
    support.slot = SupportSlot(way: index / shot, shot: index % shot)
  }
}
