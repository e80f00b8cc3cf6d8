import SiamCanvas
import SiamMessages

/// All queries of the episode as pictures, class by class, each with what it is named: for large screens.
enum QueryGallery {
  static func draw(_ model: Model, _ layout: SupportLayout, on canvas: inout Canvas) {
    guard !layout.gallery.isEmpty else { return }
    let theme = model.theme
    canvas.panel(layout.gallery, title: [Span("queries", theme.title)], border: theme.faint)
    guard let episode = model.supportEpisode else { return }
    let names = episode.names(fitting: layout.queryCards.side - 2, canvas.charset)
    let shown = model.supportQuery?.name
    for place in places(layout) {
      guard let index = index(at: place, episode) else { continue }
      let query = episode.queries[index]
      let slot = slot(of: place, layout)
      ImageView.draw(query.image, model, in: slot, on: &canvas)
      var label = Rectangle(column: slot.column, row: slot.endRow, width: slot.width, height: 1)
      if shown == .episode(index) {
        canvas[label.column, label.row] = Cell(canvas.charset.scalars(ScoreWords.namedSign)[0], theme.accent.bold)
        _ = label.takeLeft(1)
      }
      guard let score = model.support.scores.score(of: query.image) else { continue }
      let name = score.prediction.flatMap { names.indices.contains($0) ? names[$0] : nil } ?? Figures.missing
      let isRight = score.prediction == query.truth
      canvas.write(
        [isRight ? Span("✓ ", theme.good) : Span("✗ ", theme.warning.bold), Span(name, theme.dim)], in: label,
        row: label.row, align: .centre)
    }
  }

  /// The images in it.
  static func images(_ episode: SupportEpisode, _ layout: SupportLayout) -> [ImageID] {
    layout.gallery.isEmpty ? [] : places(layout).compactMap { index(at: $0, episode).map { episode.queries[$0].image } }
  }

  /// The query at a cell.
  static func query(atColumn column: Int, row: Int, _ episode: SupportEpisode, _ layout: SupportLayout) -> Int? {
    places(layout).first { slot(of: $0, layout).contains(column, row) }.flatMap { index(at: $0, episode) }
  }

  private static let origin = SupportPlace(way: 0, shot: 0)

  private static func places(_ layout: SupportLayout) -> [SupportPlace] {
    layout.queryCards.ways(around: origin).flatMap { way in
      layout.queryCards.shots(around: origin).map { SupportPlace(way: way, shot: $0) }
    }
  }

  private static func index(at place: SupportPlace, _ episode: SupportEpisode) -> Int? {
    let queries = episode.queries(of: place.way)
    return queries.indices.contains(place.shot) ? queries[place.shot] : nil
  }

  private static func slot(of place: SupportPlace, _ layout: SupportLayout) -> Rectangle {
    let card = layout.queryCards.card(of: place.way, around: origin, in: layout.gallery.inset(columns: 2))
    return layout.queryCards.picture(place.shot, around: origin, in: card)
  }
}
