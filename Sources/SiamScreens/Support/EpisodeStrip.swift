import SiamCanvas
import SiamCore

/// One sign per query of the episode, correct or wrong, and the accuracy of this episode and of all so far.
enum EpisodeStrip {
  static func draw(_ model: Model, _ episode: SupportEpisode, in area: Rectangle, on canvas: inout Canvas) {
    var rest = area
    let line = rest.removeBottom(1)
    var column = line.column
    for part in metrics(model, episode) {
      let width = part.reduce(0) { $0 + canvas.charset.columns($1.text) }
      guard column + width <= line.endColumn else { break }
      column = canvas.write(part, column: column, row: line.row, limit: line.endColumn) + 3
    }
    guard !rest.isEmpty else { return }
    let row = rest.removeBottom(1)
    let shown = model.supportQuery?.id
    for (index, column) in columns(episode, in: row).enumerated() {
      canvas[column, row.row] = sign(index, episode, model, isShown: shown == .episode(index), canvas.charset)
    }
  }

  /// The column of each query's sign, with a blank between classes; empty if they don't fit.
  private static func columns(_ episode: SupportEpisode, in row: Rectangle) -> [Int] {
    let columns = episode.queries.enumerated().map { row.column + $0.offset + $0.element.truth }
    return columns.last.map { $0 < row.endColumn } == true ? columns : []
  }

  private static func sign(
    _ index: Int, _ episode: SupportEpisode, _ model: Model, isShown: Bool, _ charset: Charset
  ) -> Cell {
    let theme = model.theme
    let query = episode.queries[index]
    guard let score = model.support.scores.score(of: query.image) else {
      return Cell(charset == .ascii ? "." : "·", isShown ? theme.text.adding(.reverse) : theme.dim)
    }
    let isCorrect = score.prediction == query.truth
    let style = isCorrect ? theme.good : theme.warning.bold
    return Cell(charset.scalars(isCorrect ? "✓" : "✗")[0], isShown ? style.adding(.reverse) : style)
  }

  /// The metrics, the most important first; those that don't fit are omitted.
  private static func metrics(_ model: Model, _ episode: SupportEpisode) -> [[Span]] {
    let theme = model.theme
    var now = ConfusionTally()
    now.add(episode, model.support.scores)
    guard now.queries > 0 else { return [[Span("scoring…", theme.dim)]] }
    let all = model.support.tally
    var parts = [[Span("\(now.correct) of \(now.queries)", theme.text.bold), Span(" correct", theme.dim)]]
    if all.episodes > 1, let accuracy = all.accuracy {
      parts.append([
        Span("\(NumberFormat.grouped(all.episodes)) episodes ", theme.dim),
        Span("\(NumberFormat.percent(accuracy)) %", theme.good.bold),
      ])
    }
    parts.append([Span("chance \(NumberFormat.percent(1 / Double(episode.way), decimals: 0)) %", theme.dim)])
    return parts
  }
}
