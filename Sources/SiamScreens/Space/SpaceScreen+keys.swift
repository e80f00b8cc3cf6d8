import SiamCanvas
import SiamMessages

extension SpaceScreen {
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    switch action {
    case .nextFocus, .previousFocus: model.space.focus = model.space.focus == .map ? .lookAlikes : .map
    case .method: changeMethod(of: &model)
    case .again:
      model.space.wantsNewMap = true
      model.inquiries.forget(.space)
      model.inquiries.forget(.neighbours)
    case .filter: filter(&model)
    case .open: highlight(on: &model)
    case .close where model.space.focus == .lookAlikes: model.space.focus = .map
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
    zoom(by: factor, about: model.space.chosen.flatMap(chart.point)?.place ?? centre, on: &model, in: field)
  }

  /// Zooms about a place of the map.
  static func zoom(
    by factor: Double, about place: FeatureSpace.Point, on model: inout Model, in field: Rectangle
  ) {
    guard let chart = model.space.chart else { return }
    let whole = MapWindow(fitting: chart.points, in: field)
    var window = model.space.window ?? whole
    window.zoom(by: factor, about: place, whole: whole)
    model.space.window = window
  }

  private static func move(_ action: Action, on model: inout Model, in body: Rectangle) {
    guard let chart = model.space.chart, let first = chart.points.first, let last = chart.points.last else { return }
    let field = SpaceLayout(model, body).field
    let window = MapPanel.window(model, chart, in: field)
    let place = model.space.chosen.flatMap(chart.point)?.place ?? window.centre
    let cell = MapProjection(window, in: field).cellHeight
    let point: SpacePoint? =
      switch action {
      case .up: chart.next(from: place, towards: .up, atLeast: cell)
      case .down: chart.next(from: place, towards: .down, atLeast: cell)
      case .left: chart.next(from: place, towards: .left, atLeast: cell / 2)
      case .right: chart.next(from: place, towards: .right, atLeast: cell / 2)
      case .halfPageUp: chart.next(from: place, towards: .up, atLeast: window.radius / 2)
      case .halfPageDown: chart.next(from: place, towards: .down, atLeast: window.radius / 2)
      case .first: first
      case .last: last
      default: nil
      }
    if let point { choose(point, on: &model, in: body) }
  }

  private static func moveInList(_ action: Action, on model: inout Model, in body: Rectangle) {
    guard let place = model.space.pairPlace, let count = model.space.chart?.lookAlikes.count else { return }
    let page = max(1, SpaceLayout(model, body).lookAlikes.height / 2)
    let wanted: Int? =
      switch action {
      case .up, .left: place - 1
      case .down, .right: place + 1
      case .halfPageUp: place - page
      case .halfPageDown: place + page
      case .first: 0
      case .last: count - 1
      default: nil
      }
    if let wanted { choosePair(min(max(0, wanted), count - 1), on: &model, in: body) }
  }

  /// Chooses a pair of the list, and with it the first of its images.
  static func choosePair(_ place: Int, on model: inout Model, in body: Rectangle) {
    guard let chart = model.space.chart, chart.lookAlikes.indices.contains(place) else { return }
    let pair = chart.lookAlikes[place]
    model.space.pair = pair
    model.space.focus = .lookAlikes
    if let point = chart.point(pair.first) { choose(point, on: &model, in: body) }
  }
}
