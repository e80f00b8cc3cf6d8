import SiamCanvas
import SiamCore

/// The explanation of the Support screen, with the numbers it shows now.
enum SupportExplanation {
  /// The paragraphs, in reading order.
  static func paragraphs(_ model: Model) -> [String] {
    let setting = model.support.setting
    let images = setting.shot == 1 ? "one labelled image" : "\(setting.shot) labelled images"
    return [
      "A support set has \(setting.way) classes the network was never trained on, with \(images) each "
        + "(\(setting.text)). The encoder f maps every image to an embedding; a query is classified by comparing its "
        + "embedding with those of the support set. \(formula(model.supportClassifier))",
      query(model),
      "▸ marks the predicted class, ● the true class. The bar of the true class is orange (d⁺), those of the others are "
        + "blue (d⁻); d is the squared distance ‖f(q) − c‖² between the query and the mean c of a class's support "
        + "embeddings, 0…4.",
      "Swapping a support image (x) shows how much the prediction depends on it: a thin line marks where each bar was, "
        + "and the change is printed beside it.", tally(model),
      own(model),
    ]
  }

  /// How to make a query of one's own.
  private static func own(_ model: Model) -> String {
    model.isDataColoured
      ? ":query FILE classifies an image file of your own, in colour like the data. Queries can't be drawn for data in "
        + "colour."
      : "Drawing (d) makes a query of your own. Your strokes are adapted to the data's size, stroke width and position, as "
        + "the image beside the pad shows, and the scores update as you draw."
  }

  /// What a classifier computes, with its formula.
  static func formula(_ name: ClassifierName) -> String {
    switch name {
    case .nearestMean:
      "nearest-mean: with c the mean of a class's embeddings, the class with the smallest d = ‖f(q) − c‖² wins; the bar "
        + "is 1 − d / 4."
    case .nearestNeighbour:
      "nearest-neighbour: the class of the nearest support image x wins, with d = ‖f(q) − f(x)‖²; the bar is 1 − d / 4 "
        + "for the nearest image of each class."
    case .kNearest:
      "k-nearest: the \(ClassifierName.defaultNeighbourCount) nearest support images vote; the bar is a class's share of "
        + "the votes."
    case .pairSimilarity:
      "pair-similarity: the pair head computes the similarity of the query and each support image, by linear layers and a "
        + "sigmoid on |h1 − h2|; the bar is the mean over a class."
    case .cosineAttention:
      "cosine-attention: a softmax over the cosine similarities of f(q) and all support embeddings; the bar is a class's "
        + "share."
    case .fineTuning:
      "fine-tuning: a softmax layer is trained on the support embeddings; the bar is a class's probability."
    }
  }

  private static func query(_ model: Model) -> String {
    guard let episode = model.supportEpisode, let query = model.supportQuery,
      let score = model.support.scores.score(of: query)
    else { return "" }
    let value = { (way: Int) in
      score.similarity(of: way).map { NumberFormat.fixed(Double($0), decimals: 3) } ?? NumberFormat.missing
    }
    let name = { (way: Int) in episode.classes.indices.contains(way) ? episode.classes[way].name : NumberFormat.missing
    }
    guard let predicted = score.prediction else {
      return "This query is a tie: two classes are equally similar, so there is no prediction, and it counts as wrong."
    }
    guard let truth = query.truth else {
      return
        "This query is classified as \(name(predicted)), with similarity \(value(predicted)); its true class is unknown."
    }
    return predicted == truth
      ? "This query is classified correctly as \(name(predicted)), with similarity \(value(predicted))."
      : "This query is \(name(truth)) but is classified as \(name(predicted)): its similarity to that class is "
        + "\(value(predicted)), and only \(value(truth)) to its own. Compare the support images of the two classes: if they "
        + "look similar, the prediction depends on which images were sampled."
  }

  private static func tally(_ model: Model) -> String {
    let tally = model.support.tally
    var text =
      "Confusions are counted over all episodes sampled (r) with the same k, n, chosen classes and classifier. Each "
      + "episode counts once: the current one is scored again as the network learns, earlier ones keep their last scores. "
      + "A tie counts as wrong."
    if let accuracy = tally.accuracy {
      text +=
        " So far \(NumberFormat.percent(accuracy)) % of \(NumberFormat.grouped(tally.queries)) queries in "
        + "\(NumberFormat.grouped(tally.episodes)) episode\(tally.episodes == 1 ? "" : "s") are correct; chance is "
        + "\(NumberFormat.percent(1 / Double(model.support.setting.way))) %."
    }
    return text
  }
}
