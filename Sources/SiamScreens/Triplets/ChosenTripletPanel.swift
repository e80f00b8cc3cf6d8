import SiamCanvas
import SiamCore

/// The chosen or followed triplet in feature space, with its images.
enum ChosenTripletPanel {
  static func draw(_ list: TripletList, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let followed = model.triplets.followed
    let entry = list.chosen(model).map { list.entries[$0] }
    var inside = canvas.panel(
      area, title: [Span(followed == nil ? "feature space" : "following", theme.title)],
      trailing: summary(entry, model, width: area.width), border: theme.faint)
    guard inside.height >= 3, inside.width >= 12 else { return }
    guard let report = report(entry, model), report.isDrawable else {
      let text = list.batch == nil ? "" : entry == nil ? "no triplet selected" : "the distances are not finite"
      canvas.write([Span(text, theme.dim)], in: inside, row: inside.row + inside.height / 2, align: .centre)
      return
    }
    if let triplet = followed?.triplet ?? entry?.triplet, inside.height >= 14 {
      let line = inside.removeTop(1)
      let names = [
        Span("a p ", theme.positive), Span(triplet.anchorClass, theme.text), Span("   n ", theme.negative),
        Span(triplet.negativeClass, theme.text),
      ]
      canvas.write(names, in: line, row: line.row, align: .left)
    }
    if let columns = TripletImages.columns(in: inside) {
      TripletImages.drawColumn(report, model, in: inside.removeRight(columns), on: &canvas)
    }
    FeatureSpaceView.draw(
      report, margin: model.requestedMargin, trail: followed?.trail ?? [], model, in: inside, on: &canvas)
  }

  /// The triplet to draw: a followed one with its latest distances and its loss at the requested margin.
  private static func report(_ entry: TripletList.Entry?, _ model: Model) -> TripletReport? {
    guard let followed = model.triplets.followed else { return entry?.report }
    var report = followed.latest
    report.loss = TripletMeasure(model.recipe, margin: Float(model.requestedMargin)).loss(of: report)
    return report
  }

  private static func summary(_ entry: TripletList.Entry?, _ model: Model, width: Int) -> [Span] {
    let theme = model.theme
    var spans: [Span] = []
    if let followed = model.triplets.followed {
      spans = [Span("\(NumberFormat.grouped(followed.step - followed.since)) steps", theme.accent)]
    } else if let entry, model.controls.pendingMargin == nil {
      spans = [Span("\(entry.kind.sign) \(entry.kind.word)", entry.kind.style(theme))]
    }
    guard model.objective.hasMargin, width >= 44 else { return spans }
    return spans + [Span("  \(MarginReach.letter(model.recipe)) ", theme.accent)] + MetricsPanel.margin(model)
  }
}
