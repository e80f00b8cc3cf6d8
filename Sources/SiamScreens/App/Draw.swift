package import SiamCanvas

/// Draws the state into a canvas of any size; a pure function.
package func draw(_ model: Model, into canvas: inout Canvas) {
  canvas.charset = model.charset
  let whole = Rectangle(column: 0, row: 0, width: canvas.width, height: canvas.height)
  canvas.fill(whole)
  // During a resize the canvas may be newer than the size in the state; the canvas decides.
  var model = model
  model.width = canvas.width
  model.height = canvas.height
  let frame = model.frame
  switch frame.kind {
  case .notice:
    SummaryScreen.drawNotice(model, in: frame.title, on: &canvas)
    return
  case .summary:
    SummaryScreen.draw(model, in: frame.body, on: &canvas)
  case .screen:
    model.screen.screen.draw(model, in: frame.body, on: &canvas)
  }
  TitleBar.draw(model, in: frame.title, on: &canvas)
  Banner.draw(model, in: frame.banner, on: &canvas)
  if model.replay == nil {
    ProgressRow.draw(model, in: frame.progress, on: &canvas)
  } else {
    Timeline.draw(model, in: frame.progress, on: &canvas)
  }
  Footer.draw(model, in: frame.footer, on: &canvas)
  switch model.overlay {
  case .help(let scroll): HelpOverlay(model: model).draw(scroll: scroll, on: &canvas)
  case .prompt(let prompt): PromptLine.draw(prompt, model, in: frame.footer, on: &canvas)
  case .quit: Dialog.quit(model.theme).draw(on: &canvas)
  case .removal(let run): Dialog.removal(of: run, model.theme, canvas.charset).draw(on: &canvas)
  case nil: break
  }
}

extension Dialog {
  /// Asks before training is ended.
  static func quit(_ theme: Theme) -> Dialog {
    Dialog(
      title: Span("quit?", theme.title), border: theme.accent,
      lines: [
        [Span("Stop training, save a checkpoint and quit?", theme.text)], [],
        [
          Span("y", theme.accent.bold), Span(" stop and save    ", theme.text), Span("n", theme.accent.bold),
          Span(" keep training", theme.text),
        ],
      ], width: 46)
  }
}
