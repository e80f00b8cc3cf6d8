import SiamCanvas
import SiamCore

/// The similarity of the query to each class, the prediction, and the accuracy over all queries.
enum ScoresPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let scores = model.support.scores
    var summary: [Span] = []
    if let step = scores.step { summary = [Span("step \(NumberFormat.grouped(max(0, step)))", theme.dim)] }
    let name = (scores.classifier ?? model.supportClassifier).rawValue
    var room = canvas.panel(
      area, title: [Span("scores", theme.title), Span(" by \(name)", theme.text)], trailing: summary,
      border: theme.faint
    ).inset(columns: 1, rows: 0)
    guard !room.isEmpty, let episode = model.supportEpisode else { return }
    guard let query = model.supportQuery else {
      canvas.write(
        [Span("scores update as you draw", theme.dim)], in: room, row: room.row + (room.height - 1) / 2, align: .centre)
      return
    }
    if let reason = model.queryTracker.refusals[.scores] {
      for (offset, line) in reason.wrapped(to: room.width).prefix(room.height).enumerated() {
        canvas.write([Span(line, theme.warning)], column: room.column, row: room.row + offset, limit: room.endColumn)
      }
      return
    }
    let head = room.removeTop(1)
    canvas.write(
      ScoreText.verdict(query, scores.score(of: query), episode.classes, theme), column: head.column, row: head.row,
      limit: head.endColumn)
    if !model.support.isDrawing, room.height >= min(episode.way, 6) + 1 {
      let rows = room.height >= episode.way + 2 ? 2 : 1
      EpisodeStrip.draw(model, episode, in: room.removeBottom(rows), on: &canvas)
    }
    if room.height > episode.way { _ = room.removeTop(1) }
    drawBars(episode, query, model, in: room, on: &canvas)
  }

  private static func drawBars(
    _ episode: SupportEpisode, _ query: SupportQuery, _ model: Model, in room: Rectangle, on canvas: inout Canvas
  ) {
    let score = model.support.scores.score(of: query)
    let order = ScoresPanel.order(model, episode, score, query.truth, rows: room.height)
    let isSpaced = room.height >= 2 * order.count - 1
    let maxLength = episode.classes.map { canvas.charset.columns($0.name) }.max() ?? 0
    let names = episode.names(fitting: min(maxLength, max(6, room.width / 3 - 2)), canvas.charset)
    let width = names.map { canvas.charset.columns($0) }.max() ?? 0
    for (offset, way) in order.enumerated() {
      let row = Rectangle(
        column: room.column, row: room.row + offset * (isSpaced ? 2 : 1), width: room.width, height: 1)
      let bar = ScoreBar(
        way: way, name: names[way], nameWidth: width, truth: query.truth, score: score,
        previous: model.support.scores.previous(of: query), isSolid: isSpaced)
      bar.draw(in: row, model.theme, on: &canvas)
    }
  }

  /// The classes to show: in the support set's order, or, if requested or if they don't all fit, the most similar
  /// first. The true class is always included.
  static func order(_ model: Model, _ episode: SupportEpisode, _ score: QueryScore?, _ truth: Int?, rows: Int) -> [Int]
  {
    let all = Array(0..<episode.way)
    guard rows > 0 else { return [] }
    guard let score, model.support.isSorted || rows < all.count else { return Array(all.prefix(rows)) }
    let similarity = { (way: Int) -> Float in
      let value = score.similarity(of: way) ?? -1
      return value.isNaN ? -1 : value
    }
    var order = all.sorted { (similarity($1), $0) < (similarity($0), $1) }
    if let truth, let index = order.firstIndex(of: truth), index >= rows { order.swapAt(index, rows - 1) }
    return Array(order.prefix(rows))
  }
}
