import SiamCanvas
import SiamCore

/// The log of the run, the newest line at the bottom.
enum LogPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(area, title: [Span("log", theme.title)], border: theme.faint)
    guard !inside.isEmpty else { return }
    let lines = model.log.entries.suffix(inside.height).flatMap { entry in
      let style = span(entry, theme: theme).style
      return entry.text.wrapped(to: max(8, inside.width - 7)).enumerated().map { index, text in
        // The step, a space and the text.
        let step = index == 0 ? NumberFormat.grouped(entry.step, width: 6) : NumberFormat.padded("", 6)
        return [Span(step + " ", theme.dim), Span(text, style)]
      }
    }
    for (offset, line) in lines.suffix(inside.height).enumerated() {
      canvas.write(line, column: inside.column, row: inside.row + offset, limit: inside.endColumn)
    }
  }

  /// The text of a line in the style of its kind.
  static func span(_ entry: RunLog.Entry, theme: Theme) -> Span {
    let style =
      switch entry.kind {
      case .note: theme.dim
      case .result: theme.text
      case .command: theme.accent
      case .evaluation: theme.text
      case .good: theme.good
      case .warning: theme.warning
      }
    return Span(entry.text, style)
  }
}
