import SiamCanvas
import SiamCore

/// The confusion matrix of one episode: a row per true class, a column per predicted class.
enum ConfusionTable {
  /// The maximum number of classes of a legible table.
  static let maxWays = 12

  static func height(_ episode: SupportEpisode) -> Int { episode.way + 2 }

  static func fits(_ episode: SupportEpisode, in room: Rectangle) -> Bool {
    episode.way <= maxWays && room.height >= height(episode) + 4 && room.width >= 3 * episode.way + 14
  }

  static func draw(_ episode: SupportEpisode, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let nameWidth = area.width - 3 * episode.way
    let counts = counts(episode, model.support.scores)
    canvas.write(
      [Span("this episode", theme.dim)], column: area.column, row: area.row, limit: area.endColumn)
    for way in 0..<episode.way {
      let row = area.row + 1 + way
      canvas.write(
        [Span(ClassName.cut(episode.classes[way].name, to: nameWidth - 1, canvas.charset), theme.text)],
        column: area.column, row: row, limit: area.column + nameWidth)
      for predicted in 0..<episode.way {
        let count = counts[way * episode.way + predicted]
        let style = predicted == way ? theme.good : theme.warning.bold
        canvas.write(
          [
            count > 0
              ? Span(NumberFormat.padded("\(count)", 3), style)
              : Span(canvas.charset == .ascii ? "  ." : "  ·", theme.faint)
          ],
          column: area.column + nameWidth + 3 * predicted, row: row, limit: area.endColumn)
      }
    }
    canvas.write(
      [Span("row: true, column: predicted", theme.dim)], column: area.column, row: area.endRow - 1,
      limit: area.endColumn)
  }

  private static func counts(_ episode: SupportEpisode, _ scores: SupportScores) -> [Int] {
    var counts = [Int](repeating: 0, count: episode.way * episode.way)
    for query in episode.queries {
      guard let predicted = scores.score(of: query.image)?.prediction, (0..<episode.way).contains(predicted) else {
        continue
      }
      counts[query.truth * episode.way + predicted] += 1
    }
    return counts
  }
}
