import SiamCanvas
import SiamMessages

/// The Margins screen in plain words, with the figures that are on it now.
enum MarginsExplanation {
  /// In reading order.
  static func paragraphs(_ model: Model) -> [String] {
    [distances(model), margin(model), effect(model), gap(model), kinds(model), separation(model)].filter { !$0.isEmpty }
  }

  private static func distances(_ model: Model) -> String {
    let sides =
      model.objective == .pair
      ? "d⁺ of pairs of one class in orange, d⁻ of pairs of two in blue"
      : "d⁺ to the same class in orange, d⁻ to other classes in blue"
    var text =
      "Distances over the run: \(sides). Half of a batch's pairs lie in a dense band, nine tenths in the sparse one "
      + "around it; the lines are the medians. Learning draws the bands apart."
    if let positive = model.margins.positive.median, let negative = model.margins.negative.median {
      text +=
        " Now the medians are \(Figures.fixed(positive, decimals: 3)) and \(Figures.fixed(negative, decimals: 3))."
    }
    return text
  }

  private static func margin(_ model: Model) -> String {
    let value = Figures.fixed(model.margin, decimals: 2)
    switch model.objective {
    case .triplet:
      return "The margin α = \(value) is how much farther than its positive a triplet's negative must lie: loss = "
        + "max(0, d⁺ + α − d⁻). The dashed line is the mean d⁺ and α beyond it; what lies below it still costs. A small "
        + "α leaves classes close together; a large one keeps all triplets active, however well they are apart."
    case .contrastive:
      return "The margin m = \(value) is how far apart pairs of two classes must lie to cost nothing: their loss is "
        + "½ max(0, m − √d)². The dashed line is m², as distances are squared here."
    case .pair, .prototypical, .multiSimilarity, .ntXent:
      return "This run trains on \(model.objective.noun), whose loss has no margin: what is shown are the distances it "
        + "works on, and how well they are told apart."
    }
  }

  private static func effect(_ model: Model) -> String {
    guard model.objective.hasMargin, let effect = MarginEffect(model) else { return "" }
    let letter = MarginReach.letter(model.recipe)
    let all = Figures.grouped(Int(bounded: effect.gaps.total, to: 0...Int.max / 2))
    var text =
      "What \(letter) does: d⁻ − d⁺ of all \(all) valid triplets of the newest batch, with the margin's ruler from 0 on. "
      + "\(Figures.percent(effect.share)) % lie left of its end: they are active, cost something and move the network."
    if effect.isChanging {
      text +=
        " With \(letter) = \(Figures.fixed(model.wantedMargin, decimals: 2)) it would be "
        + "\(Figures.percent(effect.wantedShare)) %."
    }
    return text + " Move its end with + and -, or drag it."
  }

  private static func gap(_ model: Model) -> String {
    guard let gap = model.margins.gap.smooth else { return "" }
    let head = "The gap is the mean d⁻ less the mean d⁺ of what was trained on, now \(Figures.fixed(gap, decimals: 3))."
    return model.objective.hasMargin
      ? head + " Where it reaches the dashed line, an average triplet costs nothing." : head
  }

  private static func kinds(_ model: Model) -> String {
    guard model.margins.hasKinds else { return "" }
    return "A triplet is easy (d⁻ ≥ d⁺ + α, free), semi-hard (d⁺ < d⁻ < d⁺ + α) or hard (d⁻ ≤ d⁺). Too many easy ones "
      + "teach nothing; too many hard ones early in a run can collapse it."
  }

  private static func separation(_ model: Model) -> String {
    guard let auc = model.margins.auc.smooth, let rate = model.margins.equalErrorRate.smooth else { return "" }
    return "AUC \(Figures.fixed(auc, decimals: 3)) is the share of couples of a same and a different pair in which the "
      + "same one is nearer. At the best balanced threshold \(Figures.percent(rate)) % of both are mistaken: the equal "
      + "error rate (EER). Both are of the training batches' pairs."
  }
}
