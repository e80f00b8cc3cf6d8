import SiamCanvas
import SiamMessages

/// The Support screen in plain words, with the figures that are on it now.
enum SupportExplanation {
  /// In reading order.
  static func paragraphs(_ model: Model) -> [String] {
    let setting = model.support.setting
    let images = setting.shot == 1 ? "one labelled image" : "\(setting.shot) labelled images"
    return [
      "A support set has \(setting.way) classes the network was never trained on and \(images) of each "
        + "(\(setting.words)). The network's encoder f turns every image into a feature vector; "
        + "a query is named by comparing its vector with those of the support set. \(formula(model.supportClassifier))",
      query(model),
      "▸ stands at the class the query is named, ● at the class it is of. The bar of its own class is "
        + "orange (d⁺), those of others are blue (d⁻); d is the squared distance ‖f(q) − c‖² of the query and the mean "
        + "c of a class's support vectors, 0…4.",
      "Swapping a support image (x) shows how much a name hangs on it: a thin line stays where each bar was, and the "
        + "change stands beside it.", tally(model),
      own(model),
    ]
  }

  /// How to ask about a picture of one's own.
  private static func own(_ model: Model) -> String {
    model.isDataColoured
      ? ":query FILE puts a picture of your own to the network, in colour as the data is; nothing can be drawn for it."
      : "Drawing (d) puts your own query to the network: your strokes are brought to the data's size, stroke width and "
        + "place, as the picture beside the pad shows, and its scores follow at once."
  }

  /// What a classifier computes.
  static func formula(_ name: ClassifierName) -> String {
    switch name {
    case .nearestMean:
      "nearest-mean: the mean c of each class's vectors, and the class of the smallest d = ‖f(q) − c‖²; the bar is "
        + "1 − d / 4."
    case .nearestNeighbour:
      "nearest-neighbour: the class of the nearest support image x, d = ‖f(q) − f(x)‖²; the bar is 1 − d / 4 of each "
        + "class's nearest."
    case .kNearest:
      "k-nearest: the \(ClassifierName.usualNeighbours) nearest support images vote; the bar is a class's share of "
        + "the votes."
    case .pairSimilarity:
      "pair-similarity: the pair head's similarity of the query and each support image, a sigmoid of dense layers on "
        + "|h1 − h2|; the bar is a class's mean."
    case .cosineAttention:
      "cosine-attention: a softmax over the cosines of f(q) with all support vectors; the bar is a class's share."
    case .fineTuning:
      "fine-tuning: a softmax layer is trained on the support set's vectors; the bar is a class's probability."
    }
  }

  private static func query(_ model: Model) -> String {
    guard let episode = model.supportEpisode, let query = model.supportQuery,
      let score = model.support.scores.score(of: query)
    else { return "" }
    let value = { (way: Int) in
      score.similarity(of: way).map { Figures.fixed(Double($0), decimals: 3) } ?? Figures.missing
    }
    let name = { (way: Int) in episode.classes.indices.contains(way) ? episode.classes[way].name : Figures.missing }
    guard let named = score.prediction else {
      return "This query is a tie: two classes are equally like it, so it is named neither, and counts as wrong."
    }
    guard let truth = query.truth else {
      return "This query is named \(name(named)), with similarity \(value(named)); nobody knows its class."
    }
    return named == truth
      ? "This query is named \(name(named)), rightly, with similarity \(value(named))."
      : "This query is \(name(truth)) but is named \(name(named)): the similarity is \(value(named)) there and only "
        + "\(value(truth)) for its own class. Look at the two support images: the closer they look, the more it hangs on "
        + "which was drawn."
  }

  private static func tally(_ model: Model) -> String {
    let tally = model.support.tally
    var text =
      "Confusions are counted over the episodes you draw (r) as long as k, n, the chosen classes and the classifier stay "
      + "the same. Each episode counts once, with its newest scores: the one on show is scored again as the network "
      + "learns, those before keep what they last had. A tie counts as wrong."
    if let accuracy = tally.accuracy {
      text +=
        " So far \(Figures.percent(accuracy)) % of \(Figures.grouped(tally.queries)) queries in "
        + "\(Figures.grouped(tally.episodes)) episode\(tally.episodes == 1 ? "" : "s") are right; chance is "
        + "\(Figures.percent(1 / Double(model.support.setting.way))) %."
    }
    return text
  }
}
