import SiamCanvas
import SiamCore

/// The top row: one tab for each screen, a description of the run and, at the right, its state.
enum TitleBar {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard !area.isEmpty else { return }
    let status = status(of: model)
    let statusWidth = canvas.charset.columns(status.text) + 1
    canvas.write(
      [status], in: Rectangle(column: area.column, row: area.row, width: area.width - 1, height: 1), row: area.row,
      align: .right)
    let limit = area.endColumn - statusWidth - 1
    if hasName(model) { canvas.write([Span(" siam", theme.title)], column: area.column, row: area.row, limit: limit) }
    for tab in tabs(model) {
      canvas.write(spans(tab, theme), column: area.column + tab.column, row: area.row, limit: limit)
    }
    let end = area.column + (tabs(model).last.map { $0.column + $0.width } ?? 5)
    canvas.write(run(model, room: limit - end - 3), column: end + 3, row: area.row, limit: limit)
  }

  /// A tab: a number and, where there is room or its screen is shown, a title.
  private struct Tab {
    var name: ScreenName
    var column: Int
    var hasTitle: Bool
    var isShown: Bool
    var width: Int { hasTitle ? name.screen.title.count + 4 : 3 }
    /// The start of the next tab; two titles share the space between them.
    var end: Int { column + width - (hasTitle ? 1 : 0) }
  }

  /// Returns the screen whose tab is at a column.
  static func tab(at column: Int, _ model: Model) -> ScreenName? {
    tabs(model).first { column >= $0.column && column < $0.column + $0.width }?.name
  }

  /// The columns that are reserved for the state of the run.
  private static let minStatusWidth = 12

  /// Whether the program's name fits beside the tabs.
  private static func hasName(_ model: Model) -> Bool { model.width >= 90 || model.width < 72 }

  private static func tabs(_ model: Model) -> [Tab] {
    let names = ScreenName.allCases.filter { model.exploration == nil || !$0.needsTraining }
    let titles = names.reduce(1) { $0 + $1.screen.title.count + 3 }
    // A constant width, so that the tabs stay in place when training changes to evaluating and back.
    let status = max(minStatusWidth, model.charset.columns(status(of: model).text))
    let hasTitles = titles + status + 2 <= model.width
    var column = hasName(model) ? 6 : 0
    return names.map { name in
      let tab = Tab(
        name: name, column: column, hasTitle: hasTitles || name == model.screen, isShown: name == model.screen)
      column = tab.end
      return tab
    }
  }

  private static func spans(_ tab: Tab, _ theme: Theme) -> [Span] {
    let number = "\(tab.name.rawValue)"
    let title = tab.name.screen.title
    guard tab.isShown else {
      return [Span(" \(number)", theme.dim), Span(tab.hasTitle ? " \(title) " : " ", theme.dim)]
    }
    return [Span(" \(number) \(title) ", theme.title.adding(.reverse))]
  }

  /// The description of the run, as many parts as fit.
  private static func run(_ model: Model, room: Int) -> [Span] {
    let theme = model.theme
    var spans: [Span] = []
    var columns = 0
    for (index, part) in RunLabels.parts(model).enumerated() {
      let needed = model.charset.columns(part) + (index == 0 ? 0 : model.charset.columns(" · "))
      guard columns + needed <= room else { break }
      columns += needed
      if index > 0 { spans.append(Span(" · ", theme.faint)) }
      spans.append(Span(part, index == 0 ? theme.text : theme.dim))
    }
    return spans
  }

  /// The state of the run, with a character of its own so that it can be recognised without colour.
  static func status(of model: Model) -> Span {
    let theme = model.theme
    if let share = model.journalShare {
      let percent = NumberFormat.percent(share, decimals: 0, width: 3)
      return Span("\(spinner(model)) reading the journal \(percent) %", theme.accent)
    }
    if let replay = model.replay {
      return replay.isPlaying
        ? Span("▶ replay \(replay.speed.text)", theme.good) : Span("‖ replay", theme.accent.bold)
    }
    switch model.phase {
    case .loading: return Span("\(spinner(model)) loading", theme.accent)
    case .stopping: return Span("■ stopping, saving", theme.accent)
    case .finished: return Span(model.finished?.complete == false ? "■ stopped" : "■ finished", theme.good.bold)
    case .failed: return Span("▲ failed", theme.warning.bold)
    case .evaluating: return Span("\(spinner(model)) evaluating", theme.validation)
    case .exploring: return Span("○ exploring", theme.good)
    case .training, .paused: break
    }
    if model.controls.pendingPause == true { return Span("‖ pausing…", theme.accent) }
    if model.controls.pendingPause == false { return Span("● resuming…", theme.accent) }
    if model.obstruction != nil { return Span("▲ waiting", theme.warning.bold) }
    if model.collapse != nil { return Span("▲ collapsed", theme.warning.bold) }
    return model.phase == .paused ? Span("‖ paused", theme.accent.bold) : Span("● training", theme.good)
  }

  private static func spinner(_ model: Model) -> String {
    let frames: [String] =
      switch model.charset {
      case .braille: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"]
      case .block: ["▖", "▘", "▝", "▗"]
      case .ascii: ["|", "/", "-", "\\"]
      }
    return frames[Int(bounded: model.clockSeconds * 5, to: 0...1_000_000_000) % frames.count]
  }
}
