import SiamCanvas
import SiamMessages

/// The Train screen in the words of the field, with the figures that are on it now.
enum TrainExplanation {
  /// In reading order.
  static func paragraphs(_ model: Model) -> [String] { training(model) + [curves(model)] + held(model) }

  private static func curves(_ model: Model) -> String {
    var text =
      "Loss: the bright line is a running mean of the batches' losses, the dim band behind it reaches from the least "
      + "to the greatest, so that no spike is lost; the diamonds are the loss on held-out classes."
    if let train = model.curves.loss.smooth, let heldOut = model.curves.heldOutLoss.latest {
      text +=
        " Now \(Figures.significant(train)) and \(Figures.significant(heldOut)): the second far above the first would "
        + "mean that what is learned holds for the training classes alone."
    }
    return text + " Upright lines show where a setting was changed."
  }

  private static func training(_ model: Model) -> [String] {
    switch model.objective {
    case .triplet: triplets(model)
    case .pair: pairs(model)
    case .contrastive, .prototypical, .multiSimilarity, .ntXent: distances(model)
    }
  }

  private static func triplets(_ model: Model) -> [String] {
    let margin = Figures.fixed(model.margin, decimals: 2)
    let square = model.recipe?.distance == .euclidean ? "" : "²"
    let isSoft = model.recipe?.tripletLoss == .softMargin
    let costs =
      isSoft
      ? "loss = ln(1 + exp(d⁺ + α − d⁻)), with the margin α = \(margin): the farther its negative, the less a "
        + "triplet costs."
      : "loss = max(0, d⁺ + α − d⁻), with the margin α = \(margin): a triplet costs nothing once its negative is "
        + "farther than its positive by α."
    let radius = MarginReach.radius(model.recipe)
    let outside = isSoft ? "n outside costs little" : "n outside is free"
    var texts = [
      "A Siamese network runs one encoder f over several images and compares the feature vectors. A triplet is an "
        + "anchor a, a positive p of its class and a negative n of another: d⁺ = ‖f(a) − f(p)‖\(square) should be "
        + "small, d⁻ = ‖f(a) − f(n)‖\(square) large. \(costs)"
    ]
    if let latest = model.latest {
      let positive = Figures.fixed(Double(latest.positiveDistance), decimals: 3)
      let negative = Figures.fixed(Double(latest.negativeDistance), decimals: 3)
      texts.append(
        "\(Figures.percent(Double(latest.activeShare), decimals: 0)) % of triplets are active: their d⁻ is below "
          + "d⁺ + α, so they still cost something and move the network. The chosen ones have d⁺ \(positive) and "
          + "d⁻ \(negative) on average.")
    }
    texts.append(
      "Distances: d⁺ grows up in orange, d⁻ down in blue, over one axis. The ruler is α long and starts at the mean "
        + "d⁺; learning pushes the blue mass past its end.")
    if let exhibit = model.showcase.shown, exhibit.isDrawable {
      texts.append(
        "The costliest triplet lies in its plane, true to scale. Round the anchor is the circle of radius \(radius): "
          + "n inside it costs, \(outside). Here the loss is "
          + "\(Figures.fixed(Double(exhibit.triplet.loss), decimals: 3)).")
    } else {
      texts.append(
        "A triplet lies in a plane, true to scale. Round the anchor is the circle of radius \(radius): n inside it "
          + "costs, \(outside).")
    }
    return texts
  }

  private static func pairs(_ model: Model) -> [String] {
    var texts = [
      "A Siamese network runs one encoder f over two images: h1 = f(x1), h2 = f(x2). Dense layers on |h1 − h2| give "
        + "their similarity, 0…1; the loss is its binary cross-entropy with the label, 1 for the same class and 0 for "
        + "different ones."
    ]
    if let latest = model.latest {
      texts.append(
        "\(Figures.percent(Double(latest.activeShare), decimals: 0)) % of pairs are active: their similarity is on "
          + "the wrong side of a half. d⁺ of same pairs is "
          + "\(Figures.fixed(Double(latest.positiveDistance), decimals: 3)) on average, d⁻ of different pairs "
          + "\(Figures.fixed(Double(latest.negativeDistance), decimals: 3)).")
    }
    texts.append(
      "Distances: same pairs grow up in orange, different pairs down in blue, over one axis. Learning moves them apart."
    )
    return texts
  }

  private static func held(_ model: Model) -> [String] {
    guard let latest = Banner.hardest(model) else {
      return [
        "Few-shot accuracy: a k-way n-shot episode has k classes the network was never trained on, n labelled images "
          + "of each, and queries to be named from them."
      ]
    }
    return [
      "Few-shot accuracy: an episode has \(latest.way) classes the network was never trained on, \(latest.shot) "
        + "labelled of each, and queries to be named from them. Over \(Figures.grouped(latest.episodes)) episodes "
        + "\(Figures.percent(Double(latest.accuracy))) % ± \(Figures.percent(Double(latest.interval95))) are right; "
        + "chance is \(Figures.percent(Double(latest.chance))) %, nearest raw pixels get "
        + "\(Figures.percent(Double(latest.rawPixelAccuracy))) %, the untrained encoder "
        + "\(Figures.percent(Double(latest.untrainedAccuracy))) %."
    ]
  }
}
