import SiamCanvas
import SiamCore

extension KeyBinding {
  /// The keys of the Space screen.
  static let space: [KeyBinding] = [
    KeyBinding([.character("m")], "m", .method, footer: "method", "switch between principal components and t-SNE"),
    KeyBinding(
      [.enter], "Enter", .open, footer: "highlight", "mark the class of the selected image, or unmark it"),
    KeyBinding([.character("o")], "o", .filter, footer: "only", "map only the marked classes, or all classes"),
    KeyBinding([.character("r")], "r", .again, "compute the map again"),
  ]
}

extension SpaceScreen {
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    switch action {
    case .nextFocus, .previousFocus: model.space.focus = model.space.focus == .map ? .similarPairs : .map
    case .method: changeMethod(of: &model)
    case .again:
      model.space.wantsNewMap = true
      model.queryTracker.forget(.space)
      model.queryTracker.forget(.neighbours)
    case .filter: filter(&model)
    case .open: highlight(on: &model)
    case .close where model.space.focus == .similarPairs: model.space.focus = .map
    case .close:
      model.space.highlighted = []
      if model.space.isFiltered { filter(&model) }
    case .increase: zoom(by: 1.4, on: &model, in: body)
    case .decrease: zoom(by: 1 / 1.4, on: &model, in: body)
    case .fit: model.space.window = nil
    default:
      if model.space.focus == .map {
        move(action, on: &model, in: body)
      } else {
        moveInList(action, on: &model, in: body)
      }
    }
    return []
  }

  private static func changeMethod(of model: inout Model) {
    model.space.method = model.space.method == .principalComponents ? .tSNE : .principalComponents
    model.space.wantsNewMap = model.space.charts[model.space.method] == nil
    model.space.window = nil
  }

  private static func filter(_ model: inout Model) {
    guard model.space.isFiltered || !model.space.highlighted.isEmpty else { return }
    model.space.isFiltered.toggle()
    model.space.wantsNewMap = true
    model.space.window = nil
  }

  private static func highlight(on model: inout Model) {
    guard let chosen = model.space.chosen, let summary = model.space.chart?.summary(of: chosen) else { return }
    model.space.toggleHighlight(summary.id)
    if model.space.isFiltered { model.space.wantsNewMap = true }
    if model.space.highlighted.isEmpty { model.space.isFiltered = false }
  }

  private static func zoom(by factor: Double, on model: inout Model, in body: Rectangle) {
    guard let chart = model.space.chart else { return }
    let field = SpaceLayout(model, body).field
    let centre = MapPanel.window(model, chart, in: field).centre
    zoom(by: factor, about: model.space.chosen.flatMap(chart.point)?.position ?? centre, on: &model, in: field)
  }

  /// Zooms about a position on the map.
  static func zoom(
    by factor: Double, about position: FeatureSpace.Point, on model: inout Model, in field: Rectangle
  ) {
    guard let chart = model.space.chart else { return }
    let whole = MapWindow(fitting: chart.points, in: field)
    var window = model.space.window ?? whole
    window.zoom(by: factor, about: position, whole: whole)
    model.space.window = window
  }

  private static func move(_ action: Action, on model: inout Model, in body: Rectangle) {
    guard let chart = model.space.chart, let first = chart.points.first, let last = chart.points.last else { return }
    let field = SpaceLayout(model, body).field
    let window = MapPanel.window(model, chart, in: field)
    let position = model.space.chosen.flatMap(chart.point)?.position ?? window.centre
    let cell = MapProjection(window, in: field).cellHeight
    let point: SpacePoint? =
      switch action {
      case .up: chart.next(from: position, towards: .up, atLeast: cell)
      case .down: chart.next(from: position, towards: .down, atLeast: cell)
      case .left: chart.next(from: position, towards: .left, atLeast: cell / 2)
      case .right: chart.next(from: position, towards: .right, atLeast: cell / 2)
      case .halfPageUp: chart.next(from: position, towards: .up, atLeast: window.radius / 2)
      case .halfPageDown: chart.next(from: position, towards: .down, atLeast: window.radius / 2)
      case .first: first
      case .last: last
      default: nil
      }
    if let point { choose(point, on: &model, in: body) }
  }

  private static func moveInList(_ action: Action, on model: inout Model, in body: Rectangle) {
    guard let index = model.space.pairIndex, let count = model.space.chart?.similarPairs.count else { return }
    let page = max(1, SpaceLayout(model, body).similarPairs.height / 2)
    let wanted: Int? =
      switch action {
      case .up, .left: index - 1
      case .down, .right: index + 1
      case .halfPageUp: index - page
      case .halfPageDown: index + page
      case .first: 0
      case .last: count - 1
      default: nil
      }
    if let wanted { choosePair(min(max(0, wanted), count - 1), on: &model, in: body) }
  }

  /// Chooses a pair of the list and the first of its images.
  static func choosePair(_ index: Int, on model: inout Model, in body: Rectangle) {
    guard let chart = model.space.chart, chart.similarPairs.indices.contains(index) else { return }
    let pair = chart.similarPairs[index]
    model.space.pair = pair
    model.space.focus = .similarPairs
    if let point = chart.point(pair.first) { choose(point, on: &model, in: body) }
  }
}
