import SiamCanvas
import SiamMessages

extension SupportScreen {
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    if model.support.isDrawing {
      if draw(action, on: &model) { return [] }
      switch action {
      // What these show is not seen beside the pad.
      case .replace, .chooseClasses, .nextFocus, .previousFocus: model.endDrawing()
      default: break
      }
    }
    let setting = model.support.setting
    switch action {
    case .moreWays: model.support.setWay(setting.way + 1)
    case .fewerWays: model.support.setWay(setting.way - 1)
    case .moreShots: model.support.setShot(setting.shot + 1)
    case .fewerShots: model.support.setShot(setting.shot - 1)
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

  /// Moves within what has the focus.
  private static func move(_ action: Action, on model: inout Model, columns: Int) {
    switch model.support.focus {
    case .queries:
      let perClass = max(1, model.episodeQuestion.queries)
      model.moveQuery(by: offset(action, across: 1, down: perClass, page: 5 * perClass))
    case .support:
      let shot = model.support.episode?.shot ?? 1
      model.movePlace(by: offset(action, across: 1, down: columns * shot, page: 2 * columns * shot))
    case .confusions:
      let first = model.support.firstConfusion + offset(action, across: 0, down: 1, page: 8)
      model.support.firstConfusion = min(max(0, first), ConfusionsPanel.lastFirst(model))
    case .classes:
      let count = model.unseen?.classes.count ?? 0
      let pointed = ClassChooser.pointed(model) + offset(action, across: 0, down: 1, page: 8)
      model.support.pointedClass = min(max(0, pointed), max(0, count - 1))
    }
  }

  /// How far a move goes in a list.
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

  /// Draws with the keys; whether the action was one of drawing.
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
  /// What is drawn is the query on show, as long as anything is.
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
  /// Opens the pad, with what was drawn before; where pictures are drawn in ink.
  mutating func beginDrawing() {
    guard !isDataColoured else {
      return note("what is drawn has no colours, and the data has; :query FILE asks about a picture", kind: .warning)
    }
    support.isDrawing = true
    support.focus = .queries
    support.query = .drawn
  }

  /// Closes the pad; what is drawn stays as a query.
  mutating func endDrawing() {
    support.drawing.lift()
    support.isDrawing = false
    support.showDrawing()
  }

  /// Names queries in the next of the ways there are for the objective.
  mutating func cycleClassifier() {
    let names = ClassifierName.allCases.filter { objective == .pair || $0 != .pairSimilarity }
    let place = names.firstIndex(of: supportClassifier) ?? 0
    support.setClassifier(names[(place + 1) % names.count])
  }

  /// Draws all classes of one group, or of any; where the data has groups.
  mutating func toggleWithinGroup() {
    if let classes = unseen?.classes, !classes.contains(where: { $0.group != nil }) {
      note("the data has classes without groups", kind: .warning)
    } else {
      support.setWithinGroup(!support.isWithinGroup)
    }
  }

  /// Has every episode hold a class of the list, or no longer.
  mutating func toggleClass(at index: Int) {
    guard let classes = unseen?.classes, classes.indices.contains(index) else { return }
    support.pointedClass = index
    support.toggle(classes[index].id)
  }

  /// Swaps the chosen support image for another of its class; the first time shows which is chosen.
  mutating func replaceSupportImage() {
    guard supportEpisode != nil, support.focus == .support else {
      support.focus = .support
      return
    }
    if !support.replaceImage(), let episode = support.episode, episode.classes.indices.contains(support.place.way) {
      note("\(episode.classes[support.place.way].name) has no other image", kind: .warning)
    }
  }

  fileprivate mutating func moveSupportFocus(by offset: Int) {
    let all = SupportPane.allCases
    let place = (all.firstIndex(of: support.focus) ?? 0) + offset
    support.focus = all[(place + all.count) % all.count]
  }

  /// Goes some pictures on or back in the support set, no further than the ends.
  fileprivate mutating func movePlace(by offset: Int) {
    guard let episode = support.episode else { return }
    let shot = episode.shot
    let place = episode.nearest(to: support.place)
    // Up and down stay in the column.
    let last = episode.way * shot - 1
    var index = place.way * shot + place.shot + offset
    if abs(offset) > 1, abs(offset) < 1_000_000, !(0...last).contains(index) { index = place.way * shot + place.shot }
    index = min(max(0, index), last)
    support.place = SupportPlace(way: index / shot, shot: index % shot)
  }
}
