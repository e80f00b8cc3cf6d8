import SiamCanvas
import SiamCore

extension SupportScreen {
  /// Handles the mouse: it draws on the pad, chooses an image and swaps the chosen one, and chooses a class. The wheel
  /// scrolls the panel under it.
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let layout = model.supportLayout(body)
    if model.support.isDrawing {
      draw(event, layout, on: &model)
      return []
    }
    switch event.action {
    case .press: press(event, layout, on: &model)
    case .wheelUp: turn(event, by: -1, layout, on: &model)
    case .wheelDown: turn(event, by: 1, layout, on: &model)
    case .drag, .release: break
    }
    return []
  }

  private static func draw(_ event: MouseEvent, _ layout: SupportLayout, on model: inout Model) {
    let point = PadPanel.point(atColumn: event.column, row: event.row, layout)
    switch event.action {
    case .press: if layout.paper.contains(event.column, event.row) { model.support.drawing.begin(at: point) }
    case .drag: if model.support.drawing.isDown { model.support.drawing.move(to: point) }
    case .release: model.support.drawing.lift()
    case .wheelUp: model.support.drawing.changeWeight(wider: true)
    case .wheelDown: model.support.drawing.changeWeight(wider: false)
    }
    model.support.showDrawing()
  }

  private static func press(_ event: MouseEvent, _ layout: SupportLayout, on model: inout Model) {
    let (column, row) = (event.column, event.row)
    if layout.support.contains(column, row) {
      guard let episode = model.supportEpisode,
        let slot = layout.cards.slot(
          atColumn: column, row: row, around: model.supportSlot(showing: model.supportQuery), in: layout.cardRoom),
        episode.image(at: slot) != nil
      else { return }
      if model.support.focus == .support, model.support.slot == slot {
        model.replaceSupportImage()
      } else {
        model.support.slot = slot
        model.support.focus = .support
      }
    } else if layout.query.contains(column, row) {
      model.support.focus = .queries
      model.moveQuery(by: 1)
    } else if layout.scores.contains(column, row) {
      model.support.focus = .queries
    } else if layout.gallery.contains(column, row) {
      model.support.focus = .queries
      guard let episode = model.supportEpisode,
        let index = QueryGallery.query(atColumn: column, row: row, episode, layout)
      else { return }
      model.support.query = .episode(index)
    } else if layout.side.contains(column, row) {
      if model.support.focus != .classes {
        model.support.focus = .confusions
      } else if let index = ClassChooser.index(atRow: row, model, in: layout.side) {
        model.toggleClass(at: index)
      }
    }
  }

  private static func turn(_ event: MouseEvent, by offset: Int, _ layout: SupportLayout, on model: inout Model) {
    let (column, row) = (event.column, event.row)
    if layout.support.contains(column, row) {
      guard let episode = model.support.episode else { return }
      let slot = model.supportSlot(showing: model.supportQuery)
      model.support.focus = .support
      model.support.slot = episode.nearest(
        to: SupportSlot(way: slot.way + offset * layout.cards.columns, shot: slot.shot))
    } else if layout.side.contains(column, row) {
      if model.support.focus == .classes {
        let last = max(0, (model.unseen?.classes.count ?? 0) - 1)
        model.support.pointedClass = min(max(0, ClassChooser.pointed(model) + 3 * offset), last)
      } else {
        let first = model.support.firstConfusion + 3 * offset
        model.support.firstConfusion = min(max(0, first), ConfusionsPanel.maxScroll(model))
      }
    } else if !layout.query.isEmpty {
      model.moveQuery(by: offset)
    }
  }
}
