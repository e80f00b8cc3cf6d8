import SiamCanvas
import SiamMessages

/// The Triplets screen in plain words, with the figures that are on it now.
enum TripletsExplanation {
  /// In reading order.
  static func paragraphs(_ model: Model) -> [String] {
    let list = TripletList(model)
    return [head(model), counts(list, model), bars(model), space(list, model), reading].filter { !$0.isEmpty }
  }

  private static func head(_ model: Model) -> String {
    let triplet =
      "A triplet is an anchor a, a positive p of its class and a negative n of another, at the squared distances d⁺ and "
      + "d⁻ from the anchor."
    switch model.objective {
    case .triplet:
      return triplet + " It costs max(0, d⁺ + α − d⁻), with the margin α = "
        + "\(Figures.fixed(model.wantedMargin, decimals: 2)): the list has those of the newest batch that were mined, "
        + "the most violated first."
    case .pair:
      return "This run trains on pairs. " + triplet
        + " Listed are its batch's: for each anchor the farthest positive and the nearest negative."
    case .contrastive, .prototypical, .multiSimilarity, .ntXent:
      return "This run trains on the \(model.objective.rawValue) loss of a batch. " + triplet
        + " Listed are, for each anchor, the farthest positive and the nearest negative."
    }
  }

  private static func counts(_ list: TripletList, _ model: Model) -> String {
    guard let batch = list.batch, !list.entries.isEmpty else { return "" }
    let counts = TripletKind.allCases.map { kind in
      "\(list.entries.count { $0.kind == kind }) \(kind.word)"
    }
    return "Step \(Figures.grouped(batch.step)) mined \(Figures.grouped(batch.mined)); of each kind at most "
      + "\(NewestTriplets.most) are listed, now \(counts.joined(separator: ", ")). Hard (●): d⁻ ≤ d⁺. "
      + "Semi-hard (◆): within the margin. Easy (○): free."
  }

  private static func bars(_ model: Model) -> String {
    model.objective == .triplet
      ? "In each bar d⁺ (orange) and α (yellow) lie above d⁻ (blue) and the loss (red), in one scale: while a triplet "
        + "costs, d⁺ + α = d⁻ + loss." : "In each bar d⁺ (orange) lies above d⁻ (blue), in one scale."
  }

  private static func space(_ list: TripletList, _ model: Model) -> String {
    var text = "The chosen one lies in its plane, true to scale."
    if model.objective.hasMargin {
      text +=
        " Round the anchor is the circle of radius \(MarginReach.radius(model.recipe)): n inside it costs, n outside "
        + "is free. + and - move it at once, before the next step."
    }
    if let followed = model.triplets.followed {
      text += " It is followed since step \(Figures.grouped(followed.since)): the trails are where p and n were."
    }
    return text
  }

  private static var reading: String {
    "Choosing one keeps the list as it is; f follows the newest batch again. / lists only classes with a text in "
      + "their names, Esc all."
  }
}
