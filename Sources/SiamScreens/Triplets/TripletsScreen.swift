import SiamCanvas
import SiamMessages

/// The newest batch's triplets: which cost and by how much; the chosen one in feature space, followed through the run.
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

  /// The list changes slowly enough to be read; a followed triplet moves as training goes.
  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry] {
    guard model.started != nil else { return [] }
    let list = Inquiry(.newestTriplets, repeats: model.inquiries.refusals[.newestTriplets] == nil ? 1.5 : 5)
    let followed = model.triplets.followed.map { Inquiry($0.question, repeats: 0.3) }
    return (model.triplets.held == nil ? [list] : []) + (followed.map { [$0] } ?? [])
  }

  static func images(_ model: Model, in body: Rectangle) -> [ImageID] {
    let layout = layout(model, body)
    let list = TripletList(model)
    let chosen = list.chosen(model)
    let top = layout.top(model.triplets.top, seeing: chosen ?? 0, of: list.entries.count)
    let listed = layout.slots(from: top, of: list.entries.count).map { list.entries[$0.place] }
    let isPictured = TripletPictures.columns(in: layout.space.inset()) != nil
    let shown = isPictured ? model.triplets.followed?.triplet.report ?? chosen.map { list.entries[$0].report } : nil
    // Where the engine does not name classes, the pictures do.
    let nameless = listed.filter { $0.triplet.anchorClass.isEmpty }.flatMap { [$0.report.anchor, $0.report.negative] }
    return (shown?.images ?? []) + listed.prefix(layout.cards).flatMap(\.report.images) + nameless
  }

  static func receive(_ answer: Answer, to question: Question, on model: inout Model) {
    guard case .triplet(let report, let step) = answer, question == model.triplets.followed?.question else { return }
    model.triplets.followed?.take(report, step: Model.sensibleStep(step))
  }

  static func focusWord(_ model: Model) -> String {
    model.objective.hasMargin && model.phase.isRunning ? "margin" : ""
  }
}
