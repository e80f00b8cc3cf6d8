import SiamCanvas
import SiamCore

/// The explanation of the Pairs screen, with the numbers it shows now.
enum PairsExplanation {
  static func paragraphs(_ model: Model) -> [String] {
    [similarities(model), threshold(model), roc(model), pair(model)].filter { !$0.isEmpty }
  }

  private static func similarities(_ model: Model) -> String {
    let square = model.charset == .ascii ? "^2" : "²"
    let formula =
      model.objective == .pair
      ? "linear layers and a sigmoid compute it from |h1 − h2|, the absolute difference of the two embeddings."
      : "it is 1 − d/4, where d = ‖h1 − h2‖\(square) is the squared distance between the two embeddings."
    return "These are pairs of images from classes the network was never trained on; half of the pairs show one class. "
      + "The similarity of a pair is between 0 and 1: \(formula) Same-class pairs are drawn upwards in orange, "
      + "different-class pairs downwards in blue; the height of a bar is the square root of its count. A good network has "
      + "no orange on the left and no blue on the right."
  }

  private static func threshold(_ model: Model) -> String {
    guard let rates = model.pairs.rates, let bound = model.pairs.threshold else { return "There are no pairs yet." }
    let percent = { (share: Double) in NumberFormat.percent(share, decimals: 2) + " %" }
    return
      "Pairs at or above the threshold, now \(NumberFormat.fixed(rates.similarity(bound), decimals: 3)), count as "
      + "the same class. \(percent(rates.falseMatchRate(bound))) of the different-class pairs are false matches, and "
      + "\(percent(rates.falseNonMatchRate(bound))) of the same-class pairs are false non-matches; \(percent(rates.accuracy(bound))) of all "
      + "pairs are classified correctly. Arrows or the mouse move the threshold, = selects the most accurate one; ◇ marks the one "
      + "saved with the run, which siam predict --reject uses."
  }

  private static func roc(_ model: Model) -> String {
    guard let survey = model.pairs.survey, model.pairs.rates != nil else { return "" }
    return
      "The ROC curve shows all thresholds: to the right the false match rate (the share of different-class pairs at or "
      + "above the threshold), upwards the match rate (the share of same-class pairs at or above it). AUC, the area under the curve, "
      + "is \(NumberFormat.fixed(Double(survey.auc), decimals: 4)): the probability that a same-class pair is more similar "
      + "than a different-class pair (chance is 0.5). The equal error rate (EER), at the threshold where the false "
      + "match rate equals the false non-match rate, is \(NumberFormat.percent(Double(survey.eer), decimals: 2)) %."
  }

  private static func pair(_ model: Model) -> String {
    guard let survey = model.pairs.survey, let pair = model.pairs.shownPair else { return "" }
    let what =
      pair.isSame
      ? "two images of \(pair.firstClass) that look different to the network"
      : "images of \(pair.firstClass) and \(pair.secondClass) that look the same to the network"
    let differs = model.charset == .ascii ? "#" : "≠"
    var text =
      "The selected pair shows \(what), with a similarity of \(NumberFormat.fixed(Double(pair.similarity), decimals: 3))."
    if let strip = DimensionStrip(pair, in: survey, columns: 64) {
      text +=
        " Below the images, |h1 − h2| is drawn per dimension, above its means over same-class and different-class pairs: "
        + "\(strip.likeSame) of \(strip.dimensions) dimensions are closer to the same-class mean (=), the others to the "
        + "different-class mean (\(differs))."
    }
    return text
  }
}
