import SiamCanvas
import SiamMessages

/// The Pairs screen in plain words, with the figures seen now.
enum PairsExplanation {
  static func paragraphs(_ model: Model) -> [String] {
    [similarities(model), threshold(model), roc(model), pair(model)].filter { !$0.isEmpty }
  }

  private static func similarities(_ model: Model) -> String {
    let square = model.charset == .ascii ? "^2" : "²"
    let formula =
      model.objective == .pair
      ? "dense layers on |h1 − h2| of their embeddings and a sigmoid give it."
      : "it is 1 − d/4, where d = ‖h1 − h2‖\(square)."
    return "Pairs of images of classes the network was never trained on, half of them of one class. A pair's "
      + "similarity is in 0…1: \(formula) Same pairs grow up in orange, different ones down in blue, by the square root of how "
      + "many there are; a network that knows has no orange at the left and no blue at the right."
  }

  private static func threshold(_ model: Model) -> String {
    guard let rates = model.pairs.rates, let bound = model.pairs.threshold else { return "No pairs have come yet." }
    let percent = { (share: Double) in Figures.percent(share, decimals: 2) + " %" }
    return "Pairs at or above the threshold, \(Figures.fixed(rates.similarity(bound), decimals: 3)) now, are taken for "
      + "one class. So \(percent(rates.falseAccepts(bound))) of different pairs are accepted falsely and "
      + "\(percent(rates.falseRejects(bound))) of same pairs rejected falsely; \(percent(rates.accuracy(bound))) of all "
      + "are told rightly. Arrows or the mouse move it, = finds the best."
  }

  private static func roc(_ model: Model) -> String {
    guard let survey = model.pairs.survey, model.pairs.rates != nil else { return "" }
    return "The ROC shows every threshold at once: the share of different pairs it accepts, across, and of same pairs, "
      + "up. AUC, the area under it, is \(Figures.fixed(Double(survey.auc), decimals: 4)): how often a same pair is more "
      + "similar than a different one (chance is 0.5). EER, where both errors are as frequent, is "
      + "\(Figures.percent(Double(survey.eer), decimals: 2)) %."
  }

  private static func pair(_ model: Model) -> String {
    guard let survey = model.pairs.survey, let pair = model.pairs.shownPair else { return "" }
    let what =
      pair.isSame
      ? "two images of \(pair.firstClass) that look different to the network"
      : "images of \(pair.firstClass) and \(pair.secondClass) that look the same to the network"
    let differs = model.charset == .ascii ? "#" : "≠"
    var text = "The chosen pair: \(what), with a similarity of \(Figures.fixed(Double(pair.similarity), decimals: 3))."
    if let strip = DimensionStrip(pair, in: survey, columns: 64) {
      text +=
        " Below it |h1 − h2| is drawn dimension by dimension, over its mean in same and in different pairs: "
        + "\(strip.likeSame) of \(strip.dimensions) dimensions are nearer to what same pairs have (=), the others (\(differs)) "
        + "speak for different classes."
    }
    return text
  }
}
