import SiamCanvas

/// What happened, newest at the bottom.
enum LogPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(area, title: [Span("log", theme.title)], border: theme.faint)
    guard !inside.isEmpty else { return }
    let entries = model.log.entries.suffix(inside.height)
    for (offset, entry) in entries.enumerated() {
      let row = inside.row + offset
      let step = Span(Figures.grouped(entry.step, width: 7) + "  ", theme.faint)
      canvas.write([step, span(entry, theme: theme)], column: inside.column, row: row, limit: inside.endColumn)
    }
  }

  /// A line of the log in its style.
  static func span(_ entry: RunLog.Entry, theme: Theme) -> Span {
    let style =
      switch entry.kind {
      case .note: theme.dim
      case .command: theme.accent
      case .evaluation: theme.text
      case .good: theme.good
      case .warning: theme.warning
      }
    return Span(entry.text, style)
  }
}
