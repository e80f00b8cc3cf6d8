import SiamCanvas
import SiamMessages

/// The support set as pictures, a card a class.
enum SupportPanel {
  /// What all cards are drawn by.
  private struct Show {
    var model: Model
    var episode: SupportEpisode
    var cards: CardGrid
    var room: Rectangle
    /// The place the cards are turned to.
    var place: SupportPlace
    var query: SupportQuery?
    var score: QueryScore?
    /// The image that can be swapped, while the support set has the focus.
    var chosen: SupportPlace?
  }

  static func draw(_ model: Model, _ layout: SupportLayout, on canvas: inout Canvas) {
    guard !layout.support.isEmpty else { return }
    let theme = model.theme
    let setting = model.support.setting
    let hasFocus = model.support.focus == .support && !model.support.isDrawing
    let title = [
      Span("support set", theme.title), Span(" \(setting.words)", theme.text),
    ]
    let border = hasFocus ? theme.accent : theme.faint
    guard let episode = model.supportEpisode else {
      canvas.panel(layout.support, title: title, border: border)
      SupportNotice.draw(model, in: layout.cardRoom, on: &canvas)
      return
    }
    let query = model.supportQuery
    let show = Show(
      model: model, episode: episode, cards: layout.cards, room: layout.cardRoom,
      place: model.supportPlace(showing: query), query: query,
      score: query.flatMap { model.support.scores.score(of: $0) }, chosen: hasFocus ? model.support.place : nil)
    canvas.panel(layout.support, title: title, figures: [Span(figures(show), theme.dim)], border: border)
    for way in show.cards.ways(around: show.place) where episode.classes.indices.contains(way) {
      drawCard(way, show, on: &canvas)
    }
  }

  /// Which part is seen, where not all is.
  private static func figures(_ show: Show) -> String {
    let (episode, model) = (show.episode, show.model)
    let (ways, shots) = (show.cards.ways(around: show.place), show.cards.shots(around: show.place))
    var parts: [String] = []
    if ways.count < episode.way { parts.append("classes \(ways.lowerBound + 1)–\(ways.upperBound) of \(episode.way)") }
    if shots.count < episode.shot {
      parts.append("images \(shots.lowerBound + 1)–\(shots.upperBound) of \(episode.shot)")
    }
    if model.support.isWithinGroup { parts.append("of one group") }
    if model.inquiries.isWaiting(for: .episode) { parts.append("drawing…") }
    return parts.isEmpty ? "episode \(model.support.seed)" : parts.joined(separator: " · ")
  }

  private static func drawCard(_ way: Int, _ show: Show, on canvas: inout Canvas) {
    let card = show.cards.card(of: way, around: show.place, in: show.room)
    for shot in show.cards.shots(around: show.place) {
      let here = SupportPlace(way: way, shot: shot)
      guard let image = show.episode.image(at: here) else { continue }
      let slot = show.cards.picture(shot, around: show.place, in: card)
      ImageView.draw(image, show.model, in: slot, on: &canvas)
      if here == show.chosen { frame(slot, style: show.model.theme.accent.bold, on: &canvas) }
    }
    var label = card
    _ = label.takeTop(show.cards.side / 2)
    drawLabel(way, show, in: label, on: &canvas)
  }

  /// Lines at both sides of the picture that is chosen.
  private static func frame(_ slot: Rectangle, style: Style, on canvas: inout Canvas) {
    let line = canvas.charset.border.vertical
    for row in slot.row..<slot.endRow {
      canvas[slot.column - 1, row] = Cell(line, style)
      canvas[slot.endColumn, row] = Cell(line, style)
    }
  }

  /// The name, and how alike the query on show is.
  private static func drawLabel(_ way: Int, _ show: Show, in label: Rectangle, on canvas: inout Canvas) {
    let theme = show.model.theme
    let truth = show.query?.truth
    let isNamed = show.score?.prediction == way
    let isOneRow = label.height < 2
    let hasBar = !isOneRow || label.width >= 26
    let nameWidth = hasBar && isOneRow ? label.width / 2 - 1 : label.width
    // Room for both signs, so that names stand still while predictions change.
    let name = show.episode.names(fitting: nameWidth - 3, canvas.charset)[way]
    let signs = ScoreWords.signs(of: way, show.score, truth: truth)
    let isWrong = isNamed && truth != nil && truth != way
    let signStyle = isWrong ? theme.warning.bold : truth == way ? theme.positive.bold : theme.accent.bold
    canvas.write(
      [Span(signs.isEmpty ? "" : signs + " ", signStyle), Span(name, isNamed ? theme.title : theme.text)],
      in: Rectangle(column: label.column, row: label.row, width: nameWidth, height: 1), row: label.row,
      align: hasBar && isOneRow ? .left : .centre)
    guard hasBar, let similarity = show.score?.similarity(of: way) else { return }
    var bar = Rectangle(column: label.column, row: label.endRow - 1, width: label.width, height: 1)
    if isOneRow { _ = bar.takeLeft(nameWidth + 1) }
    let value = bar.takeRight(5)
    canvas.lengthBar(
      Double(similarity), in: bar, style: ScoreWords.style(of: way, truth: truth, theme), rail: theme.faint)
    canvas.write([Span(ScoreWords.similarity(similarity), theme.text)], in: value, row: value.row, align: .right)
  }
}
