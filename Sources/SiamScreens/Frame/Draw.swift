import SiamCanvas

/// Draws the state into a canvas, whatever its size; pure.
package func draw(_ model: Model, into canvas: inout Canvas) {
  canvas.charset = model.charset
  let whole = Rectangle(column: 0, row: 0, width: canvas.width, height: canvas.height)
  canvas.fill(whole)
  // The canvas may be newer than the size the state knows: what is drawn follows the canvas.
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
  case .quit: QuitDialog.draw(model, on: &canvas)
  case .removal(let run): RemovalDialog.draw(run, model, on: &canvas)
  case nil: break
  }
}
