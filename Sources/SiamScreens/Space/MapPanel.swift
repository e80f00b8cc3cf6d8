import SiamCanvas
import SiamCore

/// The map of embeddings: a dot per image, letters for highlighted classes, and signs for the chosen image and its
/// neighbours.
enum MapPanel {
  static func draw(_ model: Model, in layout: SpaceLayout, on canvas: inout Canvas) {
    let theme = model.theme
    canvas.panel(layout.map, title: title(model), trailing: summary(model), border: theme.faint)
    guard !layout.field.isEmpty else { return }
    guard let chart = model.space.chart, !chart.points.isEmpty else {
      note(model, in: layout.field, on: &canvas)
      return
    }
    let legend = MapLegend(chart, highlighted: model.space.highlighted, theme: theme)
    let projection = MapProjection(window(model, chart, in: layout.field), in: layout.field)
    drawDots(model, chart, legend, projection, on: &canvas)
    drawLetters(chart, legend, projection, on: &canvas)
    drawSigns(model, chart, legend, projection, on: &canvas)
    MapKey.draw(model, legend, in: layout.legend, on: &canvas)
    drawAxes(chart, theme, in: layout.map, on: &canvas)
  }

  /// The part of the map in view: the one the user chose, or all of it.
  static func window(_ model: Model, _ chart: SpaceChart, in field: Rectangle) -> MapWindow {
    model.space.window ?? MapWindow(fitting: chart.points, in: field)
  }

  private static func title(_ model: Model) -> [Span] {
    let theme = model.theme
    let shown = model.space.chart?.method ?? model.space.method
    var title = [Span("space", theme.title), Span(" \(shown.label)", theme.dim)]
    if model.space.isFiltered {
      let count = model.space.highlighted.count
      title.append(Span(count == 1 ? ", 1 class" : ", \(count) classes", theme.dim))
    }
    let isComputing = model.space.wantsNewMap && model.queryTracker.isWaiting(for: .space)
    if let reason = model.queryTracker.refusals[.space], model.space.chart != nil {
      title.append(Span("  \(reason)", theme.warning))
    } else if isComputing || shown != model.space.method {
      title.append(Span("  computing \(model.space.method.label)…", theme.accent))
    }
    return title
  }

  private static func summary(_ model: Model) -> [Span] {
    guard let chart = model.space.chart else { return [] }
    return [
      Span(NumberFormat.grouped(chart.points.count), model.theme.text), Span(" images  step ", model.theme.dim),
      Span(NumberFormat.grouped(chart.step), model.theme.text),
    ]
  }

  private static func note(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let text =
      model.queryTracker.refusals[.space]
      ?? (model.space.chart == nil
        ? "mapping images of classes the network was never trained on…" : "no images to map")
    Placeholder.draw(text, model.theme, in: room, on: &canvas)
  }

  private static func drawDots(
    _ model: Model, _ chart: SpaceChart, _ legend: MapLegend, _ projection: MapProjection, on canvas: inout Canvas
  ) {
    let room = projection.room
    var dots = DotGrid(columns: room.width, rows: room.height, charset: canvas.charset)
    let (across, down) = (Double(canvas.charset.dotsPerCell.across), Double(canvas.charset.dotsPerCell.down))
    let dot = { (position: FeatureSpace.Point) in
      let (column, row) = projection.position(position)
      return (x: column * across, y: row * down)
    }
    let plain = legend.kind == .classes ? model.theme.faint : model.theme.dim
    for point in chart.points {
      let (x, y) = dot(point.position)
      dots.set(
        Int(bounded: x.rounded(.down), to: -1...dots.width), Int(bounded: y.rounded(.down), to: -1...dots.height),
        style: legend.entry(ofClass: point.classIndex)?.style ?? plain)
    }
    if model.space.focus == .similarPairs, let pair = model.space.shownPair, let first = chart.point(pair.first),
      let second = chart.point(pair.second)
    {
      dots.line(from: dot(first.position), to: dot(second.position), gap: 4, style: model.theme.warning)
    }
    dots.paint(on: &canvas, column: room.column, row: room.row)
  }

  private static func drawLetters(
    _ chart: SpaceChart, _ legend: MapLegend, _ projection: MapProjection, on canvas: inout Canvas
  ) {
    let put = { (entry: MapLegend.Entry, position: FeatureSpace.Point, canvas: inout Canvas) in
      if let (column, row) = projection.cell(position) { canvas[column, row] = Cell(entry.letter, entry.style.bold) }
    }
    switch legend.kind {
    case .classes:
      for point in chart.points {
        if let entry = legend.entry(ofClass: point.classIndex) { put(entry, point.position, &canvas) }
      }
    case .groups:
      for (number, centre) in chart.classCentres.enumerated() {
        if let centre, let entry = legend.entry(ofClass: number) { put(entry, centre, &canvas) }
      }
    case .none: break
    }
  }

  private static func drawSigns(
    _ model: Model, _ chart: SpaceChart, _ legend: MapLegend, _ projection: MapProjection, on canvas: inout Canvas
  ) {
    let put = { (sign: MapSign, position: FeatureSpace.Point, canvas: inout Canvas) in
      guard let (column, row) = projection.cell(position) else { return }
      canvas[column, row] = Cell(sign.scalar(canvas.charset), sign.style(model.theme).bold)
    }
    for pair in chart.similarPairs.prefix(SimilarPairsPanel.maxMarked) {
      for image in [pair.first, pair.second] {
        if let point = chart.point(image) { put(.similarPair, point.position, &canvas) }
      }
    }
    let chosen = model.space.chosen.flatMap(chart.point)
    // A class with a letter keeps its letter.
    if let chosen, legend.kind != .classes || legend.entry(ofClass: chosen.classIndex) == nil {
      for point in chart.points where point.classIndex == chosen.classIndex { put(.sameClass, point.position, &canvas) }
    }
    for neighbour in model.space.neighbours ?? [] where !neighbour.isSameClass {
      if let point = chart.point(neighbour.image) { put(.otherClass, point.position, &canvas) }
    }
    if model.space.focus == .similarPairs, let other = (model.space.shownPair?.second).flatMap(chart.point) {
      put(.chosen, other.position, &canvas)
    }
    if let chosen { put(.chosen, chosen.position, &canvas) }
  }

  /// Labels the axes on the lower border.
  private static func drawAxes(_ chart: SpaceChart, _ theme: Theme, in area: Rectangle, on canvas: inout Canvas) {
    var spans = [Span(" t-SNE: near is similar; axes mean nothing ", theme.dim)]
    if chart.method == .principalComponents {
      let explained = chart.explained ?? []
      let share = { (axis: Int) in
        explained.indices.contains(axis)
          ? NumberFormat.percent(Double(explained[axis]), width: 5) + " %" : NumberFormat.missing
      }
      spans = [
        Span(" → PC 1", theme.text), Span(share(0), theme.dim), Span("  ↑ PC 2", theme.text),
        Span(share(1), theme.dim), Span(area.width >= 54 ? " of the variance " : " ", theme.dim),
      ]
    }
    canvas.write(spans, column: area.column + 2, row: area.endRow - 1, limit: area.endColumn - 2)
  }
}

extension ProjectionMethod {
  /// The name on screens.
  var label: String {
    switch self {
    case .principalComponents: "principal components"
    case .tSNE: "t-SNE"
    }
  }
}
