import SiamCanvas
import SiamCore

/// The images of the support set, one card per class.
enum SupportPanel {
  /// The inputs to the drawing of every card.
  private struct Context {
    var model: Model
    var episode: SupportEpisode
    var cards: CardGrid
    var room: Rectangle
    /// The slot whose page of cards is shown.
    var slot: SupportSlot
    var query: SupportQuery?
    var score: QueryScore?
    /// The slot whose image can be swapped, while the support set has the focus.
    var chosen: SupportSlot?
  }

  static func draw(_ model: Model, _ layout: SupportLayout, on canvas: inout Canvas) {
    guard !layout.support.isEmpty else { return }
    let theme = model.theme
    let setting = model.support.setting
    let hasFocus = model.support.focus == .support && !model.support.isDrawing
    let title = [
      Span("support set", theme.title), Span(" \(setting.text)", theme.text),
    ]
    let border = hasFocus ? theme.accent : theme.faint
    guard let episode = model.supportEpisode else {
      canvas.panel(layout.support, title: title, border: border)
      SupportNotice.draw(model, in: layout.cardRoom, on: &canvas)
      return
    }
    let query = model.supportQuery
    let context = Context(
      model: model, episode: episode, cards: layout.cards, room: layout.cardRoom,
      slot: model.supportSlot(showing: query), query: query,
      score: query.flatMap { model.support.scores.score(of: $0) }, chosen: hasFocus ? model.support.slot : nil)
    canvas.panel(layout.support, title: title, trailing: [Span(summary(context), theme.dim)], border: border)
    for way in context.cards.ways(around: context.slot) where episode.classes.indices.contains(way) {
      drawCard(way, context, on: &canvas)
    }
  }

  /// The classes and images in view, if not all are, and the state of the episode.
  private static func summary(_ context: Context) -> String {
    let (episode, model) = (context.episode, context.model)
    let (ways, shots) = (context.cards.ways(around: context.slot), context.cards.shots(around: context.slot))
    var parts: [String] = []
    if ways.count < episode.way { parts.append("classes \(ways.lowerBound + 1)–\(ways.upperBound) of \(episode.way)") }
    if shots.count < episode.shot {
      parts.append("images \(shots.lowerBound + 1)–\(shots.upperBound) of \(episode.shot)")
    }
    if model.support.isWithinGroup { parts.append("of one group") }
    if model.queryTracker.isWaiting(for: .episode) { parts.append("sampling…") }
    return parts.isEmpty ? "episode \(model.support.seed)" : parts.joined(separator: " · ")
  }

  private static func drawCard(_ way: Int, _ context: Context, on canvas: inout Canvas) {
    let card = context.cards.card(of: way, around: context.slot, in: context.room)
    for shot in context.cards.shots(around: context.slot) {
      let here = SupportSlot(way: way, shot: shot)
      guard let image = context.episode.image(at: here) else { continue }
      let slot = context.cards.image(shot, around: context.slot, in: card)
      ImageView.draw(image, context.model, in: slot, on: &canvas)
      if here == context.chosen { frame(slot, style: context.model.theme.accent.bold, on: &canvas) }
    }
    var label = card
    _ = label.removeTop(context.cards.side / 2)
    drawLabel(way, context, in: label, on: &canvas)
  }

  /// Draws lines at both sides of the chosen image.
  private static func frame(_ slot: Rectangle, style: Style, on canvas: inout Canvas) {
    let line = canvas.charset.border.vertical
    for row in slot.row..<slot.endRow {
      canvas[slot.column - 1, row] = Cell(line, style)
      canvas[slot.endColumn, row] = Cell(line, style)
    }
  }

  /// Draws the name of a class and the similarity of the current query.
  private static func drawLabel(_ way: Int, _ context: Context, in label: Rectangle, on canvas: inout Canvas) {
    let theme = context.model.theme
    let truth = context.query?.truth
    let isPredicted = context.score?.prediction == way
    let isOneRow = label.height < 2
    let hasBar = !isOneRow || label.width >= 26
    let nameWidth = hasBar && isOneRow ? label.width / 2 - 1 : label.width
    // Reserves room for both signs, so that names don't move while predictions change.
    let name = context.episode.names(fitting: nameWidth - 3, canvas.charset)[way]
    let signs = ScoreText.signs(of: way, context.score, truth: truth)
    let isWrong = isPredicted && truth != nil && truth != way
    let signStyle = isWrong ? theme.warning.bold : truth == way ? theme.positive.bold : theme.accent.bold
    canvas.write(
      [Span(signs.isEmpty ? "" : signs + " ", signStyle), Span(name, isPredicted ? theme.title : theme.text)],
      in: Rectangle(column: label.column, row: label.row, width: nameWidth, height: 1), row: label.row,
      align: hasBar && isOneRow ? .left : .centre)
    guard hasBar, let similarity = context.score?.similarity(of: way) else { return }
    var bar = Rectangle(column: label.column, row: label.endRow - 1, width: label.width, height: 1)
    if isOneRow { _ = bar.removeLeft(nameWidth + 1) }
    let value = bar.removeRight(5)
    canvas.lengthBar(
      Double(similarity), in: bar, style: ScoreText.style(of: way, truth: truth, theme), rail: theme.faint)
    canvas.write([Span(ScoreText.similarity(similarity), theme.text)], in: value, row: value.row, align: .right)
  }
}

/// The note shown without a support set: that one is being sampled, or why it can't be and what to change.
private enum SupportNotice {
  static func draw(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard room.width >= 8, room.height > 0 else { return }
    guard let reason = model.queryTracker.refusals[.episode] ?? model.queryTracker.refusals[.classes] else {
      canvas.write(
        [Span("sampling an episode…", theme.dim)], in: room, row: room.row + (room.height - 1) / 2, align: .centre)
      return
    }
    var lines = reason.wrapped(to: min(room.width, 70)).prefix(4).map { [Span($0, theme.warning)] }
    lines.append([
      Span("[", theme.text.bold), Span(" fewer classes   ", theme.dim), Span("{", theme.text.bold),
      Span(" fewer images   ", theme.dim), Span("i", theme.text.bold),
      Span(model.support.isWithinGroup ? " any group" : " one group", theme.dim),
    ])
    let first = room.row + max(0, (room.height - lines.count) / 2)
    for (offset, line) in lines.prefix(room.height).enumerated() {
      canvas.write(line, in: room, row: first + offset, align: .centre)
    }
  }
}
