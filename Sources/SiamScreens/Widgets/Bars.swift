import SiamCanvas
import SiamCore

/// A row with text at both ends and a progress bar between them.
struct ProgressBar {
  /// The text at the left end.
  var leading: [Span]
  /// The text at the right end.
  var trailing: [Span] = []

  /// Draws the text and, where at least `minWidth` columns remain, the bar; without a `share` 0…1, the text alone. The
  /// part that is not filled has the style `rail`.
  func draw(
    _ share: Double?, minWidth: Int = 4, in row: Rectangle, style: Style, rail: Style, on canvas: inout Canvas
  ) {
    canvas.write(leading, column: row.column, row: row.row, limit: row.endColumn)
    canvas.write(trailing, in: row, row: row.row, align: .right)
    let bar = bar(in: row, canvas.charset)
    guard let share, bar.width >= minWidth else { return }
    canvas.gauge(share, in: bar, style: style, rail: rail)
  }

  /// The cells of the bar: the row without the text, two columns away from it.
  func bar(in row: Rectangle, _ charset: Charset) -> Rectangle {
    let width = { (spans: [Span]) in spans.reduce(0) { $0 + charset.columns($1.text) } }
    let left = width(leading) + 2
    let right = trailing.isEmpty ? 1 : width(trailing) + 2
    return Rectangle(
      column: row.column + left, row: row.row, width: max(0, row.width - left - right), height: min(1, row.height))
  }
}

/// A history in one row of bars.
enum Sparkline {
  /// Draws the mean of each column's samples, scaled to the range of the means.
  static func draw(_ history: History, in room: Rectangle, style: Style, on canvas: inout Canvas) {
    guard room.width >= 6, history.count > 1 else { return }
    let parts = history.columns(room.width, from: 0, to: max(1, history.lastPosition))
    let means = parts.map { $0?.mean }
    let known = means.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return }
    let floor = min(low, max(0, low - (high - low) * 0.3))
    let range = max(high - floor, abs(high) * 0.02, 1e-12)
    // Bars fill at most seven eighths of the row, so that curves on neighbouring rows stay apart.
    let bars = means.map { mean in mean.map { max(0.125, ($0 - floor) / range * 0.875) } ?? 0 }
    canvas.bars(bars, in: room, growth: .up, style: style)
  }
}

/// The shares of easy, semi-hard and hard triplets as three parts of one bar.
enum MinedBar {
  /// Returns the three parts of a bar `width` columns wide; empty when there are no triplets.
  static func spans(_ mined: MinedCounts, width: Int, charset: Charset, theme: Theme) -> [Span] {
    let counts = [mined.easy, mined.semiHard, mined.hard].map { Double(max(0, $0)) }
    let total = counts.reduce(0, +)
    guard total > 0, width > 0 else { return [] }
    let first = Int(bounded: (counts[0] / total * Double(width)).rounded(), to: 0...width)
    let second = Int(bounded: (counts[1] / total * Double(width)).rounded(), to: 0...(width - first))
    let glyphs = charset == .ascii ? [".", "=", "#"] : ["┄", "─", "━"]
    return [
      Span(String(repeating: glyphs[0], count: first), theme.dim),
      Span(String(repeating: glyphs[1], count: second), theme.accent),
      Span(String(repeating: glyphs[2], count: width - first - second), theme.warning),
    ]
  }
}
