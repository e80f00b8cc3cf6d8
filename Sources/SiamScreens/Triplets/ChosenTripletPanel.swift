import SiamCanvas
import SiamMessages

/// The chosen or followed triplet in feature space, with its pictures.
enum ChosenTripletPanel {
  static func draw(_ list: TripletList, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let followed = model.triplets.followed
    let entry = list.chosen(model).map { list.entries[$0] }
    var inside = canvas.panel(
      area, title: [Span(followed == nil ? "feature space" : "following", theme.title)],
      figures: figures(entry, model, width: area.width), border: theme.faint)
    guard inside.height >= 3, inside.width >= 12 else { return }
    guard let report = report(entry, model), report.isDrawable else {
      let text = list.batch == nil ? "" : entry == nil ? "nothing is chosen" : "distances that are no numbers"
      canvas.write([Span(text, theme.dim)], in: inside, row: inside.row + inside.height / 2, align: .centre)
      return
    }
    if let triplet = followed?.triplet ?? entry?.triplet, inside.height >= 14 {
      let line = inside.takeTop(1)
      let names = [
        Span("a p ", theme.positive), Span(triplet.anchorClass, theme.text), Span("   n ", theme.negative),
        Span(triplet.negativeClass, theme.text),
      ]
      canvas.write(names, in: line, row: line.row, align: .left)
    }
    if let columns = TripletPictures.columns(in: inside) {
      TripletPictures.drawColumn(report, model, in: inside.takeRight(columns), on: &canvas)
    }
    FeatureSpaceView.draw(
      report, margin: model.wantedMargin, trail: followed?.trail ?? [], model, in: inside, on: &canvas)
  }

  /// As it stands now where it is followed, with what it costs at α as it was asked for.
  private static func report(_ entry: TripletList.Entry?, _ model: Model) -> TripletReport? {
    guard let followed = model.triplets.followed else { return entry?.report }
    var report = followed.latest
    report.loss = Float(TripletGap.loss(report, margin: model.wantedMargin, model.recipe))
    return report
  }

  private static func figures(_ entry: TripletList.Entry?, _ model: Model, width: Int) -> [Span] {
    let theme = model.theme
    var spans: [Span] = []
    if let followed = model.triplets.followed {
      spans = [Span("\(Figures.grouped(followed.step - followed.since)) steps", theme.accent)]
    } else if let entry, model.controls.pendingMargin == nil {
      spans = [Span("\(entry.kind.sign) \(entry.kind.word)", entry.kind.style(theme))]
    }
    guard model.objective.hasMargin, width >= 44 else { return spans }
    return spans + [Span("  \(MarginReach.letter(model.recipe)) ", theme.accent)] + FiguresPanel.margin(model)
  }
}
