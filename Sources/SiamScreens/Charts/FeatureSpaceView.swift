import SiamCanvas
import SiamCore

/// Draws a triplet in feature space, true to scale: the points a, p and n, the segments d⁺ and d⁻, and around the
/// anchor the circle within which n causes a loss.
enum FeatureSpaceView {
  /// Draws a triplet that is drawable; the margin decides the radius of the circle. The `trail` holds earlier states of
  /// the triplet, the oldest first; the older, the fainter.
  static func draw(
    _ triplet: TripletReport, margin: Double, trail: [TripletReport] = [], _ model: Model, in room: Rectangle,
    on canvas: inout Canvas
  ) {
    let theme = model.theme
    let reach = MarginReach.beyond(
      Double(triplet.positiveDistance), margin: margin.isFinite ? max(margin, 0) : 0, model.recipe)
    let space = FeatureSpace(triplet, reach: reach ?? 0)
    let before = trail.filter(\.isDrawable).map { FeatureSpace($0, reach: 0) }
    var dots = DotGrid(columns: room.width, rows: room.height, charset: canvas.charset)
    let view = FeatureProjection(
      columns: room.width, rows: room.height, charset: canvas.charset,
      viewRadius: before.reduce(space.viewRadius) { max($0, $1.viewRadius) })
    drawTrail(before.map { view.dot($0.positive) }, style: theme.positive, theme, on: &dots)
    drawTrail(before.map { view.dot($0.negative) }, style: theme.negative, theme, on: &dots)
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

    // Labels lie over the dots; the anchor's comes last.
    label("p", at: positive, style: theme.positive.bold, in: room, on: &canvas)
    label("n", at: negative, style: theme.negative.bold, in: room, on: &canvas)
    label("a", at: anchor, style: theme.title, in: room, on: &canvas)
    let radiusRows = Int(
      bounded: space.radius * view.dotsPerUnit.y / Double(canvas.charset.dotsPerCell.down), to: 0...room.height)
    drawValues(triplet, model, radiusRows: radiusRows, in: room, on: &canvas)
    if let reach, room.height / 2 + radiusRows < room.height - 2 {
      drawVerdict(triplet, reach: reach, model, in: room, on: &canvas)
    }
  }

  /// Draws a letter at the position of a dot.
  static func label(
    _ letter: Unicode.Scalar, at dot: (x: Double, y: Double), style: Style, in room: Rectangle, on canvas: inout Canvas
  ) {
    let (across, down) = canvas.charset.dotsPerCell
    let column = Int(bounded: (dot.x.rounded() / Double(across)).rounded(.down), to: 0...max(0, room.width - 1))
    let row = Int(bounded: (dot.y.rounded() / Double(down)).rounded(.down), to: 0...max(0, room.height - 1))
    canvas[room.column + column, room.row + row] = Cell(letter, style)
  }

  /// Draws lines between points; the older, the fainter and the more gaps.
  private static func drawTrail(
    _ points: [(x: Double, y: Double)], style: Style, _ theme: Theme, on dots: inout DotGrid
  ) {
    for (index, (from, to)) in zip(points, points.dropFirst()).enumerated() {
      let freshness = Double(index + 1) / Double(max(1, points.count - 1))
      let gap = freshness > 0.66 ? 0 : freshness > 0.33 ? 2 : 4
      dots.line(from: from, to: to, gap: gap, style: theme.faded(style, to: 0.25 + 0.6 * freshness))
    }
  }

  private static func drawVerdict(
    _ triplet: TripletReport, reach: Double, _ model: Model, in room: Rectangle, on canvas: inout Canvas
  ) {
    let isFree = Double(triplet.negativeDistance) >= Double(triplet.positiveDistance) + reach
    let isSoft = model.objective == .triplet && model.recipe?.tripletLoss == .softMargin
    let outside = isSoft ? "n outside: low loss" : "n outside: zero loss"
    let spans = [
      Span("\(MarginReach.radius(model.recipe)): ", model.theme.accent),
      Span(isFree ? outside : "n inside: loss", model.theme.dim),
    ]
    let isWide = spans.reduce(0) { $0 + canvas.charset.columns($1.text) } <= room.width
    canvas.write(isWide ? spans : Array(spans.dropFirst()), in: room, row: room.endRow - 1, align: .centre)
  }

  /// Draws d⁺, d⁻ and the loss below the anchor, where the triangle never lies.
  private static func drawValues(
    _ triplet: TripletReport, _ model: Model, radiusRows: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    guard room.height >= 8 else { return }
    let lines: [[Span]] = [
      [
        Span("d⁺ ", theme.positive),
        Span(NumberFormat.fixed(Double(triplet.positiveDistance), decimals: 3), theme.positive.bold),
      ],
      [
        Span("d⁻ ", theme.negative),
        Span(NumberFormat.fixed(Double(triplet.negativeDistance), decimals: 3), theme.negative.bold),
      ],
      [
        Span("loss ", theme.dim),
        Span(
          NumberFormat.fixed(Double(triplet.loss), decimals: 3), triplet.loss > 0 ? theme.text.bold : theme.good.bold),
      ],
    ]
    let first = room.row + room.height / 2 + max(1, (min(radiusRows, room.height / 2) - lines.count) / 2)
    for (offset, line) in lines.enumerated() {
      canvas.write(line, in: room, row: first + offset, align: .centre)
    }
  }
}

extension TripletReport {
  /// Whether the distances can be drawn: finite, not negative and not huge.
  var isDrawable: Bool {
    [positiveDistance, negativeDistance, oppositeDistance].allSatisfy { $0.isFinite && $0 >= 0 && $0 < 1e6 }
  }

  /// The anchor, positive and negative.
  var images: [ImageID] { [anchor, positive, negative] }
}

extension FeatureSpace {
  /// Lays out a triplet whose loss is above zero while d⁻ < d⁺ + `reach`.
  init(_ triplet: TripletReport, reach: Double) {
    self.init(
      positiveDistance: Double(triplet.positiveDistance), negativeDistance: Double(triplet.negativeDistance),
      oppositeDistance: Double(triplet.oppositeDistance), margin: reach)
  }
}
