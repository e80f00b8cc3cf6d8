import SiamCanvas
import SiamMessages

/// One triplet in feature space, true to scale, and its three pictures.
enum TripletPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let exhibit = model.showcase.shown
    let title = [Span(model.objective == .pair ? "feature space" : "costliest triplet", theme.title)]
    var figures: [Span] = []
    if let exhibit { figures = [Span("step \(Figures.grouped(exhibit.step))", theme.dim)] }
    var inside = canvas.panel(area, title: title, figures: figures, border: theme.faint)
    guard inside.height >= 3, inside.width >= 12 else { return }
    guard let exhibit, exhibit.isDrawable else {
      drawTypical(model, in: inside, on: &canvas)
      return
    }
    if let column = pictureColumn(inside) {
      drawPictures(exhibit, model, in: inside.takeRight(column), on: &canvas)
    }
    drawSpace(exhibit, model, in: inside, on: &canvas)
  }

  /// Columns for three pictures one above the other, two pixels a cell; nil where there is no room.
  private static func pictureColumn(_ inside: Rectangle) -> Int? {
    let each = min(14, inside.height / 3)
    let width = min(28, each * 2)
    guard each >= 4, inside.width - width - 2 >= 18 else { return nil }
    return width + 2
  }

  private static func drawSpace(
    _ exhibit: Showcase.Exhibit, _ model: Model, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let triplet = exhibit.triplet
    let margin = exhibit.margin.isFinite ? max(0, Double(exhibit.margin)) : 0
    let reach = MarginReach.beyond(Double(triplet.positiveDistance), margin: margin, model.started?.recipe)
    let space = FeatureSpace(
      positiveDistance: Double(triplet.positiveDistance), negativeDistance: Double(triplet.negativeDistance),
      oppositeDistance: Double(triplet.oppositeDistance), margin: reach ?? 0)
    var dots = DotGrid(columns: room.width, rows: room.height, charset: canvas.charset)
    let view = FeatureProjection(
      columns: room.width, rows: room.height, charset: canvas.charset, viewRadius: space.viewRadius)
    let anchor = view.centre
    if reach != nil {
      let radius = (space.radius * view.dotsPerUnit.x, space.radius * view.dotsPerUnit.y)
      dots.ellipse(centre: anchor, radius: radius, gap: 4, style: theme.accent)
    }
    let positive = view.dot(space.positive)
    let negative = view.dot(space.negative)
    dots.line(from: anchor, to: negative, gap: 2, style: theme.negative)
    dots.line(from: anchor, to: positive, style: theme.positive)
    dots.paint(on: &canvas, column: room.column, row: room.row)

    // Labels over dots, the anchor last.
    label("p", at: positive, style: theme.positive.bold, in: room, on: &canvas)
    label("n", at: negative, style: theme.negative.bold, in: room, on: &canvas)
    label("a", at: anchor, style: theme.title, in: room, on: &canvas)
    let radiusRows = Int(
      bounded: space.radius * view.dotsPerUnit.y / Double(canvas.charset.dotsPerCell.down), to: 0...room.height)
    drawFigures(exhibit, model, radiusRows: radiusRows, in: room, on: &canvas)
    if let reach, room.height / 2 + radiusRows < room.height - 2 {
      let isFree = Double(triplet.negativeDistance) >= Double(triplet.positiveDistance) + reach
      let isSoft = model.objective == .triplet && model.started?.recipe.tripletLoss == .softMargin
      let outside = isSoft ? "n outside costs little" : "n outside is free"
      canvas.write(
        [
          Span("\(MarginReach.radius(model.started?.recipe)): ", theme.accent),
          Span(isFree ? outside : "n inside costs", theme.dim),
        ],
        in: room, row: room.endRow - 1, align: .centre)
    }
  }

  private static func label(
    _ letter: Unicode.Scalar, at dot: (x: Double, y: Double), style: Style, in room: Rectangle, on canvas: inout Canvas
  ) {
    let (across, down) = canvas.charset.dotsPerCell
    let column = Int(bounded: (dot.x.rounded() / Double(across)).rounded(.down), to: 0...max(0, room.width - 1))
    let row = Int(bounded: (dot.y.rounded() / Double(down)).rounded(.down), to: 0...max(0, room.height - 1))
    canvas[room.column + column, room.row + row] = Cell(letter, style)
  }

  /// d⁺, d⁻ and the loss within the circle below the anchor, where the triangle never is.
  private static func drawFigures(
    _ exhibit: Showcase.Exhibit, _ model: Model, radiusRows: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let triplet = exhibit.triplet
    guard room.height >= 8 else { return }
    let lines: [[Span]] = [
      [
        Span("d⁺ ", theme.positive),
        Span(Figures.fixed(Double(triplet.positiveDistance), decimals: 3), theme.positive.bold),
      ],
      [
        Span("d⁻ ", theme.negative),
        Span(Figures.fixed(Double(triplet.negativeDistance), decimals: 3), theme.negative.bold),
      ],
      [
        Span("loss ", theme.dim),
        Span(
          Figures.fixed(Double(triplet.loss), decimals: 3), triplet.loss > 0 ? theme.text.bold : theme.good.bold),
      ],
    ]
    let first = room.row + room.height / 2 + max(1, (min(radiusRows, room.height / 2) - lines.count) / 2)
    for (offset, line) in lines.enumerated() {
      canvas.write(line, in: room, row: first + offset, align: .centre)
    }
  }

  private static func drawPictures(
    _ exhibit: Showcase.Exhibit, _ model: Model, in area: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let roles: [(Unicode.Scalar, Style)] = [("p", theme.positive), ("a", theme.title), ("n", theme.negative)]
    let images = [exhibit.triplet.positive, exhibit.triplet.anchor, exhibit.triplet.negative]
    var room = area
    let each = area.height / 3
    let spare = area.height - 3 * each
    for (index, (letter, style)) in roles.enumerated() {
      var slot = room.takeTop(each)
      if index < spare { _ = room.takeTop(1) }
      canvas[slot.column, slot.row] = Cell(letter, style.bold)
      _ = slot.takeLeft(2)
      if let picture = model.showcase.picture(images[index]),
        let raster = Raster(width: picture.width, height: picture.height, pixels: picture.pixels)
      {
        canvas.picture(raster, in: slot, theme: theme)
      } else {
        placeholder(isAbsent: model.showcase.isAbsent(images[index]), in: slot, theme: theme, on: &canvas)
      }
    }
  }

  private static func placeholder(isAbsent: Bool, in slot: Rectangle, theme: Theme, on canvas: inout Canvas) {
    canvas.fill(slot, with: theme.hasColour ? Cell(" ", background: theme.paper) : Cell("."))
    let text = isAbsent ? "gone" : "…"
    canvas.write(
      [Span(text, Style(theme.dim.foreground, background: theme.paper))], in: slot, row: slot.row + slot.height / 2,
      align: .centre)
  }

  /// With no triplet: how far the same and other classes lie from an image on average, as two circles.
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
    label("+", at: anchor, style: theme.title, in: room, on: &canvas)
    label("s", at: view.dot(.init(x: -positive, y: 0)), style: theme.positive.bold, in: room, on: &canvas)
    label("d", at: view.dot(.init(x: negative, y: 0)), style: theme.negative.bold, in: room, on: &canvas)
    let last = room.endRow - 1
    canvas.write([Span("s: same", theme.positive)], in: room, row: last, align: .left)
    canvas.write([Span("d: different", theme.negative)], in: room, row: last, align: .right)
  }
}
