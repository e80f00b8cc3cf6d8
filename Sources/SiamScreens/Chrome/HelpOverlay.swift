import SiamCanvas
import SiamCore

/// The help of a screen: an explanation with the current values and formulas, and the keys.
struct HelpOverlay {
  private let theme: Theme
  private let box: Rectangle
  private let lines: [[Span]]

  /// Builds the help of the screen that is shown, wrapped to the terminal's width.
  init(model: Model) {
    theme = model.theme
    let screen = Rectangle(column: 0, row: 0, width: model.width, height: model.height)
    let width = min(88, model.width - (model.width >= 60 ? 4 : 0))
    let columns = max(1, width - 4)
    var lines: [[Span]] = []
    for paragraph in model.screen.screen.explanation(model) + [HelpOverlay.run(model)] where !paragraph.isEmpty {
      if !lines.isEmpty { lines.append([]) }
      lines += paragraph.wrapped(to: columns).map { [Span($0, model.theme.text)] }
    }
    var taken: Set<Key> = []
    for context in model.keyContexts {
      // Keys that an inner context uses, or that a replay ignores, are not listed again.
      let bindings = KeyBinding.bindings(context).filter { binding in
        !taken.isSuperset(of: binding.keys) && (model.replay == nil || !binding.action.changesRun)
      }
      taken.formUnion(bindings.flatMap(\.keys))
      guard !bindings.isEmpty else { continue }
      lines.append([])
      lines.append([Span(context.heading, model.theme.title)])
      lines += HelpOverlay.list(bindings, model, columns: columns)
    }
    self.lines = lines
    box = screen.centred(width: width, height: min(lines.count + 2, max(0, model.height - 2)))
  }

  /// A sentence about the run.
  private static func run(_ model: Model) -> String {
    let parts = RunLabels.parts(model)
    return parts.isEmpty ? "" : "This run: " + parts.joined(separator: ", ") + "."
  }

  private static func list(_ bindings: [KeyBinding], _ model: Model, columns: Int) -> [[Span]] {
    bindings.flatMap { binding in
      let label = binding.label + String(repeating: " ", count: max(1, 11 - model.charset.columns(binding.label)))
      return binding.explanation.wrapped(to: max(1, columns - 11)).enumerated().map { index, part in
        let head = index == 0 ? label : String(repeating: " ", count: 11)
        return [Span(head, model.theme.accent), Span(part, model.theme.dim)]
      }
    }
  }

  /// The largest scroll offset, in lines.
  var lastScroll: Int { max(0, lines.count - max(0, box.height - 2)) }

  func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.fill(box)
    let more = lastScroll > 0 ? [Span("↑↓ scroll  ", theme.dim)] : []
    let inside = canvas.panel(
      box, title: [Span("about this screen", theme.title)],
      trailing: more + [Span("Esc", theme.text.bold), Span(" closes", theme.dim)],
      border: theme.accent)
    guard !inside.isEmpty else { return }
    let first = min(max(0, scroll), lastScroll)
    for (offset, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
      canvas.write(line, column: inside.column + 1, row: inside.row + offset, limit: inside.endColumn)
    }
  }
}
