import SiamCanvas

/// Draws the prompt over the footer, and its completions above it.
enum PromptLine {
  /// The maximum number of visible completions.
  static let maxVisible = 10

  static func draw(_ prompt: Prompt, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    canvas.fill(area)
    let sign = prompt.kind == .command ? ":" : "/"
    var column = canvas.write(
      [Span(" \(sign)", theme.accent.bold)], column: area.column, row: area.row, limit: area.endColumn)
    let head = String(prompt.text.prefix(prompt.cursor))
    let rest = prompt.text.dropFirst(prompt.cursor)
    column = canvas.write(
      [
        Span(head, theme.text), Span(rest.first.map(String.init) ?? " ", theme.text.adding(.reverse)),
        Span(String(rest.dropFirst()), theme.text),
      ], column: column, row: area.row, limit: area.endColumn)
    if let problem = prompt.problem {
      canvas.write([Span(problem, theme.warning)], column: column + 2, row: area.row, limit: area.endColumn)
    } else if prompt.text.isEmpty {
      let hint = prompt.kind == .command ? "a setting or a command; Tab completes, ↑ recalls" : "text to find"
      canvas.write([Span(hint, theme.dim)], column: column + 1, row: area.row, limit: area.endColumn)
    }
    if prompt.kind == .command { drawCompletions(prompt, model, above: area, on: &canvas) }
  }

  private static func drawCompletions(
    _ prompt: Prompt, _ model: Model, above area: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let all = Completion.all(prompt.typed, model)
    let room = min(PromptLine.maxVisible, area.row - 3)
    guard !all.isEmpty, room > 0, area.width >= 30 else { return }
    let first = min(max(0, (prompt.choice ?? 0) - room / 2), max(0, all.count - room))
    let shown = all[first..<min(all.count, first + room)]
    let width = min(area.width, 96)
    let box = Rectangle(column: area.column, row: area.row - shown.count - 2, width: width, height: shown.count + 2)
    canvas.fill(box)
    let more = all.count > shown.count ? [Span("\(all.count) in total, Tab cycles", theme.dim)] : []
    let inside = canvas.panel(box, title: [Span("settings", theme.title)], trailing: more, border: theme.accent)
    let labels = min(34, (shown.map { canvas.charset.columns($0.label) }.max() ?? 0) + 2)
    for (offset, completion) in shown.enumerated() {
      let row = inside.row + offset
      let isChosen = prompt.choice == first + offset
      let style = isChosen ? theme.accent.adding(.reverse) : theme.text
      canvas.write(
        [Span(" " + completion.label, style)], column: inside.column, row: row, limit: inside.column + labels)
      var details: [Span] = []
      if let value = completion.value { details.append(Span("now \(value)  ", theme.title)) }
      if !completion.effect.isEmpty { details.append(Span("\(completion.effect)  ", theme.accent)) }
      details.append(Span(completion.explanation, theme.dim))
      canvas.write(details, column: inside.column + labels + 1, row: row, limit: inside.endColumn)
    }
  }
}
