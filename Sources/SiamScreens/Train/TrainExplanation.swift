import SiamCanvas
import SiamCore

/// The explanation of the Train screen, with its current values.
enum TrainExplanation {
  /// The paragraphs in reading order.
  static func paragraphs(_ model: Model) -> [String] { training(model) + [curves(model)] + evaluation(model) }

  private static func curves(_ model: Model) -> String {
    var text =
      "Loss: the bright line is a running mean of the loss; the dim band behind it reaches from the lowest to the "
      + "highest value, so that no spike is hidden; diamonds mark the loss on validation classes."
    if let train = model.curves.loss.smooth, let validation = model.curves.validationLoss.latest {
      text +=
        " The training loss is \(NumberFormat.significant(train)), the validation loss "
        + "\(NumberFormat.significant(validation)); a validation loss far above the training loss means overfitting."
    }
    return text + " Vertical lines mark changes of settings."
  }

  private static func training(_ model: Model) -> [String] {
    switch model.objective {
    case .triplet: triplets(model)
    case .pair: pairs(model)
    case .contrastive, .prototypical, .multiSimilarity, .ntXent: distances(model)
    }
  }

  private static func triplets(_ model: Model) -> [String] {
    let margin = NumberFormat.trimmed(model.margin, decimals: 2)
    let formula = TripletFormula(model.recipe)
    let radius = MarginReach.radius(model.recipe)
    var texts = [
      "A Siamese network applies one encoder f to several images and compares the embeddings. A triplet is an "
        + "anchor a, a positive p of the same class and a negative n of another class: d⁺ = ‖f(a) − f(p)‖² should be "
        + "small, d⁻ = ‖f(a) − f(n)‖² large. The loss is \(formula.loss), with the margin α = \(margin): "
        + "\(formula.meaning)."
    ]
    if let latest = model.latest {
      let positive = NumberFormat.fixed(Double(latest.positiveDistance), decimals: 3)
      let negative = NumberFormat.fixed(Double(latest.negativeDistance), decimals: 3)
      texts.append(
        "\(NumberFormat.percent(Double(latest.activeShare), decimals: 0)) % of all triplets in the batch are active: "
          + "their negative is within the margin. The mined triplets have a mean d⁺ of \(positive) and a mean "
          + "d⁻ of \(negative).")
    }
    texts.append(
      "Distances: the orange histogram of d⁺ grows up, the blue histogram of d⁻ down. The ruler starts at the "
        + "mean d⁺ and \(formula.ruler); training pushes the blue histogram past its end.")
    if let exhibit = model.showcase.shown, exhibit.isDrawable {
      texts.append(
        "The triplet with the highest loss is drawn to scale. The circle around the anchor has the radius \(radius): "
          + "\(formula.circle). The loss of this triplet is "
          + "\(NumberFormat.fixed(Double(exhibit.triplet.loss), decimals: 3)).")
    } else {
      texts.append(
        "A triplet is drawn to scale. The circle around the anchor has the radius \(radius): "
          + "\(formula.circle).")
    }
    return texts
  }

  private static func pairs(_ model: Model) -> [String] {
    var texts = [
      "A Siamese network applies one encoder f to two images: h1 = f(x1), h2 = f(x2). Linear layers and a sigmoid on "
        + "|h1 − h2| give the similarity, 0…1; the loss is its binary cross-entropy with the label, 1 for the same class and 0 for "
        + "different classes."
    ]
    if let latest = model.latest {
      texts.append(
        "\(NumberFormat.percent(Double(latest.activeShare), decimals: 0)) % of pairs are active: their similarity is on "
          + "the wrong side of 0.5. The mean d⁺ of same-class pairs is "
          + "\(NumberFormat.fixed(Double(latest.positiveDistance), decimals: 3)), the mean d⁻ of other pairs "
          + "\(NumberFormat.fixed(Double(latest.negativeDistance), decimals: 3)).")
    }
    texts.append(
      "Distances: the orange histogram of same-class pairs grows up, the blue histogram of other pairs down. Training "
        + "moves them apart."
    )
    return texts
  }

  private static func evaluation(_ model: Model) -> [String] {
    guard let latest = Banner.hardest(model) else {
      return [
        "Few-shot accuracy: a k-way n-shot episode has k classes that the network was not trained on, n labelled images "
          + "of each, and queries to classify."
      ]
    }
    return [
      "Few-shot accuracy: an episode has \(latest.way) classes that the network was not trained on, "
        + "\(latest.shot) labelled \(latest.shot == 1 ? "image" : "images") of each, and queries to classify. Over "
        + "\(NumberFormat.grouped(latest.episodes)) episodes the accuracy is "
        + "\(NumberFormat.percent(Double(latest.accuracy))) % ± \(NumberFormat.percent(Double(latest.interval95))); "
        + "chance is \(NumberFormat.percent(Double(latest.chance))) %, nearest raw pixels reach "
        + "\(NumberFormat.percent(Double(latest.rawPixelAccuracy))) %, the untrained encoder "
        + "\(NumberFormat.percent(Double(latest.untrainedAccuracy))) %."
    ]
  }
}

extension TrainExplanation {
  /// The explanation of the objectives that use all distances of a batch.
  static func distances(_ model: Model) -> [String] {
    var texts = [
      "A Siamese network applies one encoder f to several images and compares the embeddings: d⁺ = ‖f(a) − f(p)‖² of "
        + "two images of one class should be small, d⁻ = ‖f(a) − f(n)‖² of two classes large. "
        + loss(model)
    ]
    if let latest = model.latest {
      let threshold = TripletMeasure.threshold(margin: model.margin, model.objective)
      texts.append(
        "\(NumberFormat.percent(Double(latest.activeShare), decimals: 0)) % of all triplets in the batch are active: "
          + "d⁻ is below d⁺ + α, with α = \(NumberFormat.trimmed(threshold, decimals: 2)). The mean d⁺ is "
          + "\(NumberFormat.fixed(Double(latest.positiveDistance), decimals: 3)), the mean d⁻ "
          + "\(NumberFormat.fixed(Double(latest.negativeDistance), decimals: 3)).")
    }
    texts.append(
      "Distances: the orange histogram of d⁺ grows up, the blue histogram of d⁻ down. Training moves them apart. The "
        + "triplet with the highest loss, an anchor with its farthest positive and nearest negative, is drawn to scale."
    )
    return texts
  }

  private static func loss(_ model: Model) -> String {
    let temperature = NumberFormat.significant(Double(model.recipe?.temperature ?? 0))
    switch model.objective {
    case .contrastive:
      return "The loss of a pair of one class is ½ d, of two classes ½ max(0, m − √d)², with the margin m = "
        + "\(NumberFormat.trimmed(model.margin, decimals: 2)). It is zero for two classes at a distance √d of m or more."
    case .prototypical:
      return
        "Half of the images of a class are its support set, the others are queries; the loss of a query is the cross-entropy "
        + "of its class under a softmax of −D/\(temperature), where D is the squared distance to the mean of each "
        + "class's support."
    case .multiSimilarity:
      return
        "Each anchor uses the negatives that are more similar than its least similar positive, and the positives that "
        + "are less similar than its most similar negative; harder pairs have more weight."
    case .ntXent:
      return "The loss of each positive of an anchor is its cross-entropy among all other images of the batch, under a "
        + "softmax of cosines divided by \(temperature)."
    case .triplet, .pair: return ""
    }
  }
}
