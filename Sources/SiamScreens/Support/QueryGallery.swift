import SiamCanvas
import SiamCore

/// The images of all queries of the episode, class by class, with their predictions. Only large screens have room for
/// it.
enum QueryGallery {
  static func draw(_ model: Model, _ layout: SupportLayout, on canvas: inout Canvas) {
    guard !layout.gallery.isEmpty else { return }
    let theme = model.theme
    canvas.panel(layout.gallery, title: [Span("queries", theme.title)], border: theme.faint)
    guard let episode = model.supportEpisode else { return }
    let names = episode.names(fitting: layout.queryCards.side - 2, canvas.charset)
    let shown = model.supportQuery?.id
    for slot in slots(layout) {
      guard let index = index(at: slot, episode) else { continue }
      let query = episode.queries[index]
      let room = room(of: slot, layout)
      ImageView.draw(query.image, model, in: room, on: &canvas)
      var label = Rectangle(column: room.column, row: room.endRow, width: room.width, height: 1)
      if shown == .episode(index) {
        canvas[label.column, label.row] = Cell(canvas.charset.scalars(ScoreText.predictionSign)[0], theme.accent.bold)
        _ = label.removeLeft(1)
      }
      guard let score = model.support.scores.score(of: query.image) else { continue }
      let name = score.prediction.flatMap { names.indices.contains($0) ? names[$0] : nil } ?? NumberFormat.missing
      let isCorrect = score.prediction == query.truth
      canvas.write(
        [isCorrect ? Span("✓ ", theme.good) : Span("✗ ", theme.warning.bold), Span(name, theme.dim)], in: label,
        row: label.row, align: .centre)
    }
  }

  /// The images in the gallery.
  static func images(_ episode: SupportEpisode, _ layout: SupportLayout) -> [ImageID] {
    layout.gallery.isEmpty ? [] : slots(layout).compactMap { index(at: $0, episode).map { episode.queries[$0].image } }
  }

  /// The index of the query at a cell.
  static func query(atColumn column: Int, row: Int, _ episode: SupportEpisode, _ layout: SupportLayout) -> Int? {
    slots(layout).first { room(of: $0, layout).contains(column, row) }.flatMap { index(at: $0, episode) }
  }

  private static let origin = SupportSlot(way: 0, shot: 0)

  private static func slots(_ layout: SupportLayout) -> [SupportSlot] {
    layout.queryCards.ways(around: origin).flatMap { way in
      layout.queryCards.shots(around: origin).map { SupportSlot(way: way, shot: $0) }
    }
  }

  private static func index(at slot: SupportSlot, _ episode: SupportEpisode) -> Int? {
    let queries = episode.queries(of: slot.way)
    return queries.indices.contains(slot.shot) ? queries[slot.shot] : nil
  }

  private static func room(of slot: SupportSlot, _ layout: SupportLayout) -> Rectangle {
    let card = layout.queryCards.card(of: slot.way, around: origin, in: layout.gallery.inset(columns: 2))
    return layout.queryCards.image(slot.shot, around: origin, in: card)
  }
}
