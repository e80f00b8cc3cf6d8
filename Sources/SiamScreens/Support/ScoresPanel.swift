import SiamCanvas
import SiamMessages

/// How alike the query and each class are, what it is named, and how many queries are named rightly.
enum ScoresPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let scores = model.support.scores
    var figures: [Span] = []
    if let step = scores.step { figures = [Span("step \(Figures.grouped(max(0, step)))", theme.dim)] }
    let name = (scores.classifier ?? model.supportClassifier).rawValue
    var room = canvas.panel(
      area, title: [Span("scores", theme.title), Span(" by \(name)", theme.text)], figures: figures, border: theme.faint
    ).inset(columns: 1, rows: 0)
    guard !room.isEmpty, let episode = model.supportEpisode else { return }
    guard let query = model.supportQuery else {
      canvas.write(
        [Span("scores follow as you draw", theme.dim)], in: room, row: room.row + (room.height - 1) / 2, align: .centre)
      return
    }
    if let reason = model.inquiries.refusals[.scores] {
      for (offset, line) in reason.wrapped(to: room.width).prefix(room.height).enumerated() {
        canvas.write([Span(line, theme.warning)], column: room.column, row: room.row + offset, limit: room.endColumn)
      }
      return
    }
    let head = room.takeTop(1)
    canvas.write(
      ScoreWords.verdict(query, scores.score(of: query), episode.classes, theme), column: head.column, row: head.row,
      limit: head.endColumn)
    if !model.support.isDrawing, room.height >= min(episode.way, 6) + 1 {
      let rows = room.height >= episode.way + 2 ? 2 : 1
      EpisodeStrip.draw(model, episode, in: room.takeBottom(rows), on: &canvas)
    }
    if room.height > episode.way { _ = room.takeTop(1) }
    drawBars(episode, query, model, in: room, on: &canvas)
  }

  private static func drawBars(
    _ episode: SupportEpisode, _ query: SupportQuery, _ model: Model, in room: Rectangle, on canvas: inout Canvas
  ) {
    let score = model.support.scores.score(of: query)
    let order = ScoresPanel.order(model, episode, score, query.truth, rows: room.height)
    let isSpaced = room.height >= 2 * order.count - 1
    let longest = episode.classes.map { canvas.charset.columns($0.name) }.max() ?? 0
    let names = episode.names(fitting: min(longest, max(6, room.width / 3 - 2)), canvas.charset)
    let width = names.map { canvas.charset.columns($0) }.max() ?? 0
    for (offset, way) in order.enumerated() {
      let row = Rectangle(
        column: room.column, row: room.row + offset * (isSpaced ? 2 : 1), width: room.width, height: 1)
      let bar = ScoreBar(
        way: way, name: names[way], nameWidth: width, truth: query.truth, score: score,
        former: model.support.scores.former(of: query), isSolid: isSpaced)
      bar.draw(in: row, model.theme, on: &canvas)
    }
  }

  /// The classes that are shown: in the support set's order, or, where asked or where there isn't room for all, the
  /// most alike first and the truth in any case.
  static func order(_ model: Model, _ episode: SupportEpisode, _ score: QueryScore?, _ truth: Int?, rows: Int) -> [Int]
  {
    let all = Array(0..<episode.way)
    guard rows > 0 else { return [] }
    guard let score, model.support.isSorted || rows < all.count else { return Array(all.prefix(rows)) }
    let likeness = { (way: Int) -> Float in
      let value = score.similarity(of: way) ?? -1
      return value.isNaN ? -1 : value
    }
    var order = all.sorted { (likeness($1), $0) < (likeness($0), $1) }
    if let truth, let place = order.firstIndex(of: truth), place >= rows { order.swapAt(place, rows - 1) }
    return Array(order.prefix(rows))
  }
}
