import SiamCanvas
import SiamCore

/// One triplet in feature space, true to scale, and its three images.
enum TripletPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let exhibit = model.showcase.shown
    let title = [Span(model.objective == .pair ? "feature space" : "hardest triplet", theme.title)]
    var summary: [Span] = []
    if let exhibit { summary = [Span("step \(NumberFormat.grouped(exhibit.step))", theme.dim)] }
    var inside = canvas.panel(area, title: title, trailing: summary, border: theme.faint)
    guard inside.height >= 3, inside.width >= 12 else { return }
    guard let exhibit, exhibit.isDrawable else {
      drawTypical(model, in: inside, on: &canvas)
      return
    }
    if let columns = TripletImages.columns(in: inside) {
      TripletImages.drawColumn(exhibit.triplet, model, in: inside.removeRight(columns), on: &canvas)
    }
    FeatureSpaceView.draw(exhibit.triplet, margin: Double(exhibit.margin), model, in: inside, on: &canvas)
  }

  /// Draws, without a triplet, the mean distances to the same and to other classes as two circles.
  private static func drawTypical(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard let latest = model.latest, latest.positiveDistance >= 0, latest.negativeDistance >= 0,
      latest.positiveDistance < 1e6, latest.negativeDistance < 1e6
    else {
      canvas.write(
        [Span("waiting for the first step…", theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
      return
    }
    let positive = Double(latest.positiveDistance).squareRoot()
    let negative = Double(latest.negativeDistance).squareRoot()
    let space = FeatureSpace(
      positiveDistance: positive * positive, negativeDistance: negative * negative, oppositeDistance: 4, margin: 0)
    let view = FeatureProjection(
      columns: room.width, rows: room.height, charset: canvas.charset, viewRadius: space.viewRadius)
    var dots = DotGrid(columns: room.width, rows: room.height, charset: canvas.charset)
    let anchor = view.centre
    dots.ellipse(
      centre: anchor, radius: (negative * view.dotsPerUnit.x, negative * view.dotsPerUnit.y), gap: 4,
      style: theme.negative)
    dots.ellipse(
      centre: anchor, radius: (positive * view.dotsPerUnit.x, positive * view.dotsPerUnit.y), style: theme.positive)
    dots.paint(on: &canvas, column: room.column, row: room.row)
    FeatureSpaceView.label("+", at: anchor, style: theme.title, in: room, on: &canvas)
    let (same, other) = (view.dot(.init(x: -positive, y: 0)), view.dot(.init(x: negative, y: 0)))
    FeatureSpaceView.label("s", at: same, style: theme.positive.bold, in: room, on: &canvas)
    FeatureSpaceView.label("d", at: other, style: theme.negative.bold, in: room, on: &canvas)
    let last = room.endRow - 1
    canvas.write([Span("s: same", theme.positive)], in: room, row: last, align: .left)
    canvas.write([Span("d: different", theme.negative)], in: room, row: last, align: .right)
  }
}
