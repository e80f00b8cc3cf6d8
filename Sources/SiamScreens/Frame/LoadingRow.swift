import SiamCanvas
import SiamMessages

/// How far the reading of images is, before there is a run.
enum LoadingRow {
  static func draw(_ loading: LoadingProgress, _ theme: Theme, in area: Rectangle, on canvas: inout Canvas) {
    var spans = [Span(" ", theme.dim)]
    var share: Double?
    switch loading {
    case .waiting: spans.append(Span("another siam decodes these images", theme.text))
    case .arranging: spans.append(Span("putting images in order", theme.text))
    case .reading(let files, let read):
      share = read
      spans += [
        Span("decoding images ", theme.dim), Span(Figures.grouped(files), theme.text.bold), Span(" files", theme.dim),
      ]
      if let read { spans.append(Span("  \(Figures.percent(read, decimals: 0, width: 3)) %", theme.text)) }
    }
    let end = canvas.write(spans, column: area.column, row: area.row, limit: area.endColumn)
    let bar = Rectangle(column: end + 2, row: area.row, width: area.endColumn - end - 3, height: 1)
    guard let share, bar.width >= 4 else { return }
    canvas.gauge(share, in: bar, style: theme.accent, rail: theme.faint)
  }
}
