import SiamCanvas
import SiamCore

/// The explanation of the Margins screen, with the numbers it shows now.
enum MarginsExplanation {
  /// The paragraphs, in reading order.
  static func paragraphs(_ model: Model) -> [String] {
    [distances(model), margin(model), effect(model), gap(model), kinds(model), separation(model)].filter { !$0.isEmpty }
  }

  private static func distances(_ model: Model) -> String {
    let colours =
      model.objective == .pair
      ? "d⁺ of same-class pairs in orange, d⁻ of different-class pairs in blue"
      : "d⁺ to the same class in orange, d⁻ to other classes in blue"
    var text =
      "Distances over the run: \(colours). A dense band holds the middle 50 % of a batch's pairs, the sparse band around "
      + "it the middle 90 %; the lines are the medians. Training should pull the two bands apart."
    if let positive = model.margins.positive.median, let negative = model.margins.negative.median {
      text +=
        " The medians are now \(NumberFormat.fixed(positive, decimals: 3)) and \(NumberFormat.fixed(negative, decimals: 3))."
    }
    return text
  }

  private static func margin(_ model: Model) -> String {
    let value = NumberFormat.trimmed(model.margin, decimals: 2)
    switch model.objective {
    case .triplet:
      return "The margin α = \(value) is how much farther from the anchor the negative of a triplet must be than the "
        + "positive: the loss is \(TripletFormula(model.recipe).loss). The dashed line is the margin beyond the mean d⁺. A small α leaves classes close together; a large one keeps every triplet active, however well the "
        + "classes are separated."
    case .contrastive:
      return "A pair of different classes has the loss ½ max(0, m − √d)², which is zero for pairs farther apart "
        + "than the margin m = \(value). The dashed line is m², because the distances shown are squared."
    case .pair, .prototypical, .multiSimilarity, .ntXent:
      return
        "This run trains on \(model.objective.noun), whose loss has no margin. The screen shows the distances that "
        + "the loss works on, and how well they separate same-class from different-class pairs."
    }
  }

  private static func effect(_ model: Model) -> String {
    guard model.objective.hasMargin, let effect = MarginEffect(model) else { return "" }
    let letter = MarginReach.letter(model.recipe)
    let all = NumberFormat.grouped(Int(bounded: effect.gaps.total, to: 0...Int.max / 2))
    var text =
      "What \(letter) does: the histogram shows d⁻ − d⁺ of all \(all) valid triplets of the latest batch, with a ruler "
      + "from 0 to the gap that the margin requires. \(NumberFormat.percent(effect.share)) % of the triplets lie left of its end: they are active, "
      + "so their negative is within the margin."
    if effect.isChanging {
      text +=
        " With \(letter) = \(NumberFormat.trimmed(model.requestedMargin, decimals: 2)) it would be "
        + "\(NumberFormat.percent(effect.wantedShare)) %."
    }
    return text + " Move the end of the ruler with + and -, or drag it."
  }

  private static func gap(_ model: Model) -> String {
    guard let gap = model.margins.gap.smooth else { return "" }
    let head =
      "The gap is the mean d⁻ minus the mean d⁺ of the pairs trained on, now \(NumberFormat.fixed(gap, decimals: 3))."
    return model.objective.hasMargin
      ? head + " At the dashed line, the loss of a mean triplet is zero." : head
  }

  private static func kinds(_ model: Model) -> String {
    guard model.margins.hasKinds else { return "" }
    let formula = TripletFormula(model.recipe)
    return
      "A triplet is \(formula.kindsInSentence). Easy triplets teach the "
      + "network \(formula.isSoft ? "little" : "nothing"); too many hard ones early in a run can collapse the embeddings."
  }

  private static func separation(_ model: Model) -> String {
    guard let auc = model.margins.auc.smooth, let rate = model.margins.equalErrorRate.smooth else { return "" }
    return
      "AUC \(NumberFormat.fixed(auc, decimals: 3)) is the probability that a same-class pair is closer than a "
      + "different-class pair. The equal error rate (EER), \(NumberFormat.percent(rate)) %, is the error at the threshold "
      + "where equal shares of both kinds are misclassified. Both are measured on the pairs of the training batches."
  }
}
