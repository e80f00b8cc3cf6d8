import SiamCanvas
import SiamCore

/// A map of images of classes the network was never trained on, placed by their embeddings.
enum SpaceScreen: Screen {
  static let title = "Space"

  /// The maximum number of points to query: fewer during training, and for t-SNE, whose time grows with their square.
  static func maxPoints(_ model: Model) -> Int {
    if model.space.method == .tSNE { return 1_000 }
    return model.phase.isRunning ? 1_000 : 10_000
  }

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = SpaceLayout(model, body)
    MapPanel.draw(model, in: layout, on: &canvas)
    if model.space.focus == .similarPairs, let pair = model.space.shownPair {
      SimilarPairPanel.draw(pair, model, in: layout.detail, on: &canvas)
    } else {
      PointPanel.draw(model, in: layout.detail, on: &canvas)
    }
    if !layout.similarPairs.isEmpty { SimilarPairsPanel.draw(model, in: layout, on: &canvas) }
  }

  static func explanation(_ model: Model) -> [String] { SpaceExplanation.paragraphs(model) }

  /// The query for the map.
  private static func query(_ model: Model) -> SpaceQuery {
    SpaceQuery(
      method: model.space.method, maxPoints: maxPoints(model),
      classes: model.space.isFiltered ? model.space.highlighted : []
    )
  }

  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery] {
    guard model.recipe != nil else { return [] }
    let space = model.space
    var queries: [PendingQuery] = []
    let isPlain = space.method == .principalComponents
    if isPlain || space.wantsNewMap {
      queries.append(PendingQuery(.space(query(model)), repeats: isPlain ? 1 : nil))
    }
    if let chosen = space.chosen {
      queries.append(PendingQuery(.neighbours(of: chosen, count: PointPanel.maxNeighbours), repeats: 1))
    }
    return queries
  }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    if model.space.focus == .similarPairs, let pair = model.space.shownPair { return [pair.first, pair.second] }
    guard let chosen = model.space.chosen else { return [] }
    let tiles = NeighbourTiles(in: SpaceLayout(model, body).detail.inset()).tiles.count
    return [chosen] + (model.space.neighbours ?? []).prefix(tiles).map(\.image)
  }

  static func receive(_ result: QueryResult, to query: Query, on model: inout Model) {
    switch result {
    case .space(let map):
      let chart = SpaceChart(map)
      model.space.charts[chart.method] = chart
      if query == .space(SpaceScreen.query(model)) { model.space.wantsNewMap = false }
      if model.space.chosen == nil { model.space.chosen = chart.defaultChoice }
    case .neighbours(let neighbourhood):
      model.space.neighbourhood = neighbourhood
    case .rejected(.space, _):
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

  static func focusLabel(_ model: Model) -> String { "zoom" }

  /// Chooses an image and brings it into view.
  static func choose(_ point: SpacePoint, on model: inout Model, in body: Rectangle) {
    model.space.chosen = point.image
    let field = SpaceLayout(model, body).field
    model.space.window?.follow(point.position, in: field)
  }
}
