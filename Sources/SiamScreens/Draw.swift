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
  let layout = TrainLayout(width: canvas.width, height: canvas.height, hasBanner: model.hasBanner)
  switch layout.kind {
  case .notice:
    SummaryScreen.drawNotice(model, in: layout.title, on: &canvas)
    return
  case .summary:
    SummaryScreen.draw(model, in: layout.figures, on: &canvas)
  case .small:
    drawCharts(model, layout, on: &canvas)
    SummaryScreen.drawRows(model, in: layout.figures, on: &canvas)
  case .full:
    drawCharts(model, layout, on: &canvas)
    AccuracyPanel.draw(model, in: layout.accuracy, on: &canvas)
    FiguresPanel.draw(model, in: layout.figures, on: &canvas)
    if !layout.log.isEmpty { LogPanel.draw(model, in: layout.log, on: &canvas) }
  }
  TitleBar.draw(model, in: layout.title, on: &canvas, showsNews: layout.log.isEmpty)
  Banner.draw(model, in: layout.banner, on: &canvas)
  ProgressRow.draw(model, in: layout.progress, on: &canvas)
  Footer.draw(model, in: layout.footer, on: &canvas)
  switch model.overlay {
  case .help(let scroll): HelpOverlay(model: model).draw(scroll: scroll, on: &canvas)
  case .quit: QuitDialog.draw(model, on: &canvas)
  case nil: break
  }
}

private func drawCharts(_ model: Model, _ layout: TrainLayout, on canvas: inout Canvas) {
  LossPanel.draw(model, in: layout.loss, on: &canvas)
  DistancesPanel.draw(model, in: layout.distances, on: &canvas)
  if !layout.triplet.isEmpty { TripletPanel.draw(model, in: layout.triplet, on: &canvas) }
}
