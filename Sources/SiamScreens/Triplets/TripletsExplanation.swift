import SiamCanvas
import SiamCore

/// The explanation of the Triplets screen, with the numbers it shows now.
enum TripletsExplanation {
  /// The paragraphs, in reading order.
  static func paragraphs(_ model: Model) -> [String] {
    let list = TripletList(model)
    return [head(model), counts(list, model), bars(model), space(list, model), reading].filter { !$0.isEmpty }
  }

  private static func head(_ model: Model) -> String {
    let triplet =
      "A triplet is an anchor a, a positive p of the same class and a negative n of another class; d⁺ and d⁻ are their "
      + "squared distances from the anchor."
    switch model.objective {
    case .triplet:
      return triplet + " Its loss is \(TripletFormula(model.recipe).loss), with the margin α = "
        + "\(NumberFormat.trimmed(model.requestedMargin, decimals: 2)). The list shows the mined triplets of the latest batch, "
        + "the largest violation of the margin first."
    case .pair:
      return "This run trains on pairs. " + triplet
        + " The list shows, for each anchor of the batch, the farthest positive and the nearest negative."
    case .contrastive, .prototypical, .multiSimilarity, .ntXent:
      return "This run trains with the \(model.objective.rawValue) loss. " + triplet
        + " The list shows, for each anchor of the batch, the farthest positive and the nearest negative."
    }
  }

  private static func counts(_ list: TripletList, _ model: Model) -> String {
    guard let batch = list.batch, !list.entries.isEmpty else { return "" }
    let counts = TripletKind.allCases.map { kind in
      "\(list.entries.count { $0.kind == kind }) \(kind.word)"
    }
    return "Step \(NumberFormat.grouped(batch.step)) mined \(NumberFormat.grouped(batch.mined)) triplets. The list has "
      + "\(counts.joined(separator: ", ")) ones of them, at most \(NewestTriplets.maxPerKind) of each kind. Hard (●): d⁻ ≤ d⁺. "
      + TripletFormula(model.recipe).kinds
  }

  private static func bars(_ model: Model) -> String {
    model.objective == .triplet
      ? TripletFormula(model.recipe).bar : "Each bar shows d⁺ (orange) above d⁻ (blue), on one scale."
  }

  private static func space(_ list: TripletList, _ model: Model) -> String {
    var text = "The selected triplet is drawn to scale in the plane of its three points."
    if model.objective.hasMargin {
      text +=
        " The circle around the anchor has the radius \(MarginReach.radius(model.recipe)): "
        + "\(TripletFormula(model.recipe).circle). + and - change the circle at once, before the next step."
    }
    if let followed = model.triplets.followed {
      text +=
        " The triplet has been followed since step \(NumberFormat.grouped(followed.since)): the trails show where p and n "
        + "were."
    }
    return text
  }

  private static var reading: String {
    "Selecting a triplet freezes the list; f follows the latest batch again. / lists only triplets whose class names "
      + "contain a text; Esc lists all."
  }
}
