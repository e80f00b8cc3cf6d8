import SiamCanvas
import SiamMessages

/// Images of classes the network was never trained on, placed by their embeddings: which classes are told apart.
enum SpaceScreen: Screen {
  static let title = "Space"

  /// Points asked for: many where no training waits for them, few for t-SNE, whose time grows with their square.
  static func most(_ model: Model) -> Int {
    if model.space.method == .tSNE { return 1_000 }
    return model.phase.isRunning ? 1_000 : 10_000
  }

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = SpaceLayout(model, body)
    MapPanel.draw(model, in: layout, on: &canvas)
    if model.space.focus == .lookAlikes, let pair = model.space.shownPair {
      LookAlikePanel.draw(pair, model, in: layout.detail, on: &canvas)
    } else {
      PointPanel.draw(model, in: layout.detail, on: &canvas)
    }
    if !layout.lookAlikes.isEmpty { LookAlikesPanel.draw(model, in: layout, on: &canvas) }
  }

  static func explanation(_ model: Model) -> [String] { SpaceExplanation.paragraphs(model) }

  /// The map that is wanted.
  private static func question(_ model: Model) -> SpaceQuestion {
    SpaceQuestion(
      method: model.space.method, most: most(model), classes: model.space.isFiltered ? model.space.highlighted : [])
  }

  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry] {
    guard model.recipe != nil else { return [] }
    let space = model.space
    var inquiries: [Inquiry] = []
    let isPlain = space.method == .principalComponents
    if isPlain || space.wantsNewMap {
      inquiries.append(Inquiry(.space(question(model)), repeats: isPlain ? 1 : nil))
    }
    if let chosen = space.chosen {
      inquiries.append(Inquiry(.neighbours(of: chosen, count: PointPanel.mostNeighbours), repeats: 1))
    }
    return inquiries
  }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    if model.space.focus == .lookAlikes, let pair = model.space.shownPair { return [pair.first, pair.second] }
    guard let chosen = model.space.chosen else { return [] }
    let tiles = NeighbourTiles(in: SpaceLayout(model, body).detail.inset()).tiles.count
    return [chosen] + (model.space.neighbours ?? []).prefix(tiles).map(\.image)
  }

  static func receive(_ answer: Answer, to question: Question, on model: inout Model) {
    switch answer {
    case .space(let map):
      let chart = SpaceChart(map)
      model.space.charts[chart.method] = chart
      if question == .space(SpaceScreen.question(model)) { model.space.wantsNewMap = false }
      if model.space.chosen == nil { model.space.chosen = chart.firstLook }
    case .neighbours(let neighbourhood):
      model.space.neighbourhood = neighbourhood
    case .refused(.space, _):
      model.space.wantsNewMap = false
    default: break
    }
  }

  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool {
    guard let chart = model.space.chart,
      let point = chart.match(text, after: model.space.chosen, forward: forward)
    else { return false }
    model.space.focus = .map
    choose(point, on: &model, in: body)
    return true
  }

  static func focusWord(_ model: Model) -> String { "zoom" }

  /// Points at an image, and brings it into view.
  static func choose(_ point: SpacePoint, on model: inout Model, in body: Rectangle) {
    model.space.chosen = point.image
    let field = SpaceLayout(model, body).field
    model.space.window?.follow(point.place, in: field)
  }
}
