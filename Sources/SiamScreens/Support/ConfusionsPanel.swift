import SiamCanvas
import SiamMessages

/// What was taken for what: this episode as a table, and the most frequent mistakes of all episodes so far.
enum ConfusionsPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let tally = model.support.tally
    let count = "\(Figures.grouped(tally.episodes)) episode\(tally.episodes == 1 ? "" : "s")"
    var room = canvas.panel(
      area, title: [Span("confusions", theme.title)], figures: [Span(count, theme.dim)],
      border: model.support.focus == .confusions ? theme.accent : theme.faint
    ).inset(columns: 1, rows: 0)
    guard room.height > 0, let accuracy = tally.accuracy else {
      canvas.write(
        [Span("no query has scores yet", theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
      return
    }
    let head = room.takeTop(1)
    canvas.write(
      [
        Span("\(Figures.percent(accuracy)) %", theme.good.bold),
        Span(" of \(Figures.grouped(tally.queries)) queries right", theme.dim),
      ], column: head.column, row: head.row, limit: head.endColumn)
    if let episode = model.supportEpisode, ConfusionTable.fits(episode, in: room) {
      let table = room.takeBottom(ConfusionTable.height(episode))
      _ = room.takeBottom(1)
      ConfusionTable.draw(episode, model, in: table, on: &canvas)
    }
    if room.height > 6 { _ = room.takeTop(1) }
    drawRanking(tally, model, in: room, on: &canvas)
  }

  private static func drawRanking(_ tally: ConfusionTally, _ model: Model, in room: Rectangle, on canvas: inout Canvas)
  {
    let theme = model.theme
    let ranking = tally.ranking
    guard !ranking.isEmpty else {
      canvas.write(
        [Span("nothing was taken for another class", theme.dim)], column: room.column, row: room.row,
        limit: room.endColumn)
      return
    }
    let first = min(max(0, model.support.firstConfusion), max(0, ranking.count - room.height))
    let widest = ranking.first.map { String($0.count).count + 1 } ?? 2
    let nameWidth = max(3, (room.width - widest - 4) / 2)
    for (offset, entry) in ranking[first...].prefix(room.height).enumerated() {
      let row = room.row + offset
      let truth = ClassName.cut(model.className(entry.mistake.truth), to: nameWidth, canvas.charset)
      let named = ClassName.cut(model.className(entry.mistake.named), to: nameWidth, canvas.charset)
      canvas.write([Span(truth, theme.text)], column: room.column, row: row, limit: room.column + nameWidth)
      canvas.write(
        [Span(ScoreWords.namedSign, theme.warning.bold), Span(" \(named)", theme.text)],
        column: room.column + nameWidth + 1, row: row, limit: room.endColumn - widest)
      canvas.write([Span("×\(entry.count)", theme.text.bold)], in: room, row: row, align: .right)
    }
  }

  /// How far the list scrolls at most.
  static func lastFirst(_ model: Model) -> Int { max(0, model.support.tally.ranking.count - 1) }
}
