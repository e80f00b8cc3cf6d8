import SiamCanvas
import SiamMessages

/// The episode's queries at a glance, a sign each, and how many are right, in this episode and so far.
enum EpisodeStrip {
  static func draw(_ model: Model, _ episode: SupportEpisode, in area: Rectangle, on canvas: inout Canvas) {
    var rest = area
    let line = rest.takeBottom(1)
    var column = line.column
    for part in figures(model, episode) {
      let width = part.reduce(0) { $0 + canvas.charset.columns($1.text) }
      guard column + width <= line.endColumn else { break }
      column = canvas.write(part, column: column, row: line.row, limit: line.endColumn) + 3
    }
    guard !rest.isEmpty else { return }
    let row = rest.takeBottom(1)
    let shown = model.supportQuery?.name
    for (index, column) in columns(episode, in: row).enumerated() {
      canvas[column, row.row] = sign(index, episode, model, isShown: shown == .episode(index), canvas.charset)
    }
  }

  /// The column of each query's sign, a blank between classes; none where they don't fit.
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
    let isRight = score.prediction == query.truth
    let style = isRight ? theme.good : theme.warning.bold
    return Cell(charset.scalars(isRight ? "✓" : "✗")[0], isShown ? style.adding(.reverse) : style)
  }

  /// In the order they are left out where there isn't room.
  private static func figures(_ model: Model, _ episode: SupportEpisode) -> [[Span]] {
    let theme = model.theme
    var now = ConfusionTally()
    now.add(episode, model.support.scores)
    guard now.queries > 0 else { return [[Span("scoring…", theme.dim)]] }
    let all = model.support.tally
    var parts = [[Span("\(now.right) of \(now.queries)", theme.text.bold), Span(" right", theme.dim)]]
    if all.episodes > 1, let accuracy = all.accuracy {
      parts.append([
        Span("\(Figures.grouped(all.episodes)) episodes ", theme.dim),
        Span("\(Figures.percent(accuracy)) %", theme.good.bold),
      ])
    }
    parts.append([Span("chance \(Figures.percent(1 / Double(episode.way), decimals: 0)) %", theme.dim)])
    return parts
  }
}
