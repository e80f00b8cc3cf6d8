import SiamCanvas
import SiamCore

/// The confusion matrix of the current episode, and the most frequent confusions of all episodes so far.
enum ConfusionsPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let tally = model.support.tally
    let count = "\(NumberFormat.grouped(tally.episodes)) episode\(tally.episodes == 1 ? "" : "s")"
    var room = canvas.panel(
      area, title: [Span("confusions", theme.title)], trailing: [Span(count, theme.dim)],
      border: model.support.focus == .confusions ? theme.accent : theme.faint
    ).inset(columns: 1, rows: 0)
    guard room.height > 0, let accuracy = tally.accuracy else {
      canvas.write(
        [Span("no scores yet", theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
      return
    }
    let head = room.removeTop(1)
    canvas.write(
      [
        Span("\(NumberFormat.percent(accuracy)) %", theme.good.bold),
        Span(" of \(NumberFormat.grouped(tally.queries)) queries correct", theme.dim),
      ], column: head.column, row: head.row, limit: head.endColumn)
    if let episode = model.supportEpisode, ConfusionTable.fits(episode, in: room) {
      let table = room.removeBottom(ConfusionTable.height(episode))
      _ = room.removeBottom(1)
      ConfusionTable.draw(episode, model, in: table, on: &canvas)
    }
    if room.height > 6 { _ = room.removeTop(1) }
    drawRanking(tally, model, in: room, on: &canvas)
  }

  private static func drawRanking(_ tally: ConfusionTally, _ model: Model, in room: Rectangle, on canvas: inout Canvas)
  {
    let theme = model.theme
    let ranking = tally.ranking
    guard !ranking.isEmpty else {
      canvas.write(
        [Span("no confusions", theme.dim)], column: room.column, row: room.row,
        limit: room.endColumn)
      return
    }
    let first = min(max(0, model.support.firstConfusion), max(0, ranking.count - room.height))
    let countWidth = ranking.first.map { String($0.count).count + 1 } ?? 2
    let nameWidth = max(3, (room.width - countWidth - 4) / 2)
    for (offset, entry) in ranking[first...].prefix(room.height).enumerated() {
      let row = room.row + offset
      let truth = ClassName.cut(model.className(entry.mistake.truth), to: nameWidth, canvas.charset)
      let predicted = ClassName.cut(model.className(entry.mistake.predicted), to: nameWidth, canvas.charset)
      canvas.write([Span(truth, theme.text)], column: room.column, row: row, limit: room.column + nameWidth)
      canvas.write(
        [Span(ScoreText.predictionSign, theme.warning.bold), Span(" \(predicted)", theme.text)],
        column: room.column + nameWidth + 1, row: row, limit: room.endColumn - countWidth)
      canvas.write([Span("×\(entry.count)", theme.text.bold)], in: room, row: row, align: .right)
    }
  }

  /// The maximum scroll position of the list.
  static func maxScroll(_ model: Model) -> Int { max(0, model.support.tally.ranking.count - 1) }
}
