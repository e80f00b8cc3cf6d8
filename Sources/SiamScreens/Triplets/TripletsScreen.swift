import SiamCanvas
import SiamCore

/// The triplets of the latest batch and their losses; the chosen one in feature space, and followed through training.
enum TripletsScreen: Screen {
  static let title = "Triplets"
  static func movesFocus(_ model: Model) -> Bool { false }

  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas) {
    let layout = layout(model, body)
    let list = TripletList(model)
    TripletListPanel.draw(list, model, layout, on: &canvas)
    ChosenTripletPanel.draw(list, model, in: layout.space, on: &canvas)
    if let followed = model.triplets.followed { FollowedPanel.draw(followed, model, in: layout.curves, on: &canvas) }
  }

  static func layout(_ model: Model, _ body: Rectangle) -> TripletsLayout {
    TripletsLayout(body, isFollowing: model.triplets.followed != nil)
  }

  static func explanation(_ model: Model) -> [String] { TripletsExplanation.paragraphs(model) }

  /// The list is refreshed slowly enough to be read; a followed triplet is refreshed more often.
  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery] {
    guard model.started != nil else { return [] }
    let list = PendingQuery(.newestTriplets, repeats: model.queryTracker.refusals[.newestTriplets] == nil ? 1.5 : 5)
    let followed = model.triplets.followed.map { PendingQuery($0.query, repeats: 0.3) }
    return (model.triplets.frozen == nil ? [list] : []) + (followed.map { [$0] } ?? [])
  }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    let layout = layout(model, body)
    let list = TripletList(model)
    let chosen = list.chosen(model)
    let top = layout.top(model.triplets.top, seeing: chosen ?? 0, of: list.entries.count)
    let listed = layout.slots(from: top, of: list.entries.count).map { list.entries[$0.index] }
    let showsImages = TripletImages.columns(in: layout.space.inset()) != nil
    let shown = showsImages ? model.triplets.followed?.triplet.report ?? chosen.map { list.entries[$0].report } : nil
    // If the engine does not report class names, they come with the images.
    let unnamed = listed.filter { $0.triplet.anchorClass.isEmpty }.flatMap { [$0.report.anchor, $0.report.negative] }
    return (shown?.images ?? []) + listed.prefix(layout.cards).flatMap(\.report.images) + unnamed
  }

  static func receive(_ result: QueryResult, to query: Query, on model: inout Model) {
    guard case .triplet(let report, let step) = result, query == model.triplets.followed?.query else { return }
    model.triplets.followed?.record(report, step: Model.boundedStep(step))
  }

  static func focusLabel(_ model: Model) -> String {
    model.objective.hasMargin && model.phase.isRunning ? "margin" : ""
  }
}
