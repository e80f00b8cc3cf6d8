import SiamCanvas
import SiamCore

/// Few-shot classification: the support set and queries of an episode, the scores of each query, and a pad to draw one.
enum SupportScreen: Screen {
  static let title = "Support"

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = model.supportLayout(body)
    SupportPanel.draw(model, layout, on: &canvas)
    PadPanel.draw(model, layout, on: &canvas)
    QueryPanel.draw(model, in: layout.query, on: &canvas)
    ScoresPanel.draw(model, in: layout.scores, on: &canvas)
    QueryGallery.draw(model, layout, on: &canvas)
    if model.support.focus == .classes {
      ClassChooser.draw(model, in: layout.side, on: &canvas)
    } else {
      ConfusionsPanel.draw(model, in: layout.side, on: &canvas)
    }
  }

  static func explanation(_ model: Model) -> [String] { SupportExplanation.paragraphs(model) }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    let layout = model.supportLayout(body)
    var images: [ImageID] = []
    let query = model.supportQuery
    if !layout.query.isEmpty, case .image(let id) = query?.source { images.append(id) }
    guard let episode = model.supportEpisode else { return images }
    images += QueryGallery.images(episode, layout)
    guard !layout.support.isEmpty else { return images }
    let slot = model.supportSlot(showing: query)
    for way in layout.cards.ways(around: slot) {
      images += layout.cards.shots(around: slot).compactMap { episode.image(at: SupportSlot(way: way, shot: $0)) }
    }
    return images
  }

  static func focusLabel(_ model: Model) -> String { model.support.isDrawing ? "width" : "" }

  static func mode(_ model: Model) -> KeyContext? { model.support.isDrawing ? .pad : nil }

  /// Moves the cursor to the next class that matches a text, and opens the list of classes.
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool {
    guard let index = ClassChooser.find(text, forward: forward, model) else { return false }
    model.support.pointedClass = index
    model.endDrawing()
    model.support.focus = .classes
    return true
  }
}
