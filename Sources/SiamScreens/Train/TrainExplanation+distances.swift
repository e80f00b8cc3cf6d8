import SiamCanvas
import SiamMessages

extension TrainExplanation {
  /// The objectives that are functions of a batch's distances, without triplets of their own.
  static func distances(_ model: Model) -> [String] {
    var texts = [
      "A Siamese network runs one encoder f over several images and compares the feature vectors: d⁺ = ‖f(a) − f(p)‖² "
        + "of two images of a class should be small, d⁻ = ‖f(a) − f(n)‖² of two classes large. "
        + loss(model)
    ]
    if let latest = model.latest {
      texts.append(
        "\(Figures.percent(Double(latest.activeShare), decimals: 0)) % of the batch's triplets of an anchor, a "
          + "positive and a negative are active: d⁻ is below d⁺ + α, with α = "
          + "\(Figures.fixed(margin(model), decimals: 2)). d⁺ is "
          + "\(Figures.fixed(Double(latest.positiveDistance), decimals: 3)) on average, d⁻ "
          + "\(Figures.fixed(Double(latest.negativeDistance), decimals: 3)).")
    }
    texts.append(
      "Distances: d⁺ grows up in orange, d⁻ down in blue, over one axis. Learning moves them apart. The costliest "
        + "triplet, an anchor with its farthest positive and nearest negative, lies in its plane, true to scale.")
    return texts
  }

  private static func loss(_ model: Model) -> String {
    let temperature = Figures.significant(Double(model.recipe?.temperature ?? 0))
    switch model.objective {
    case .contrastive:
      return "A pair of one class costs ½ d, a pair of two ½ max(0, m − √d)², with the margin m = "
        + "\(Figures.fixed(model.margin, decimals: 2)): from √d = m on it costs nothing."
    case .prototypical:
      return "Half of the images of a class are its support, the others queries; a query costs the cross-entropy of "
        + "its class by a softmax of −D/\(temperature), D being its squared distance to the mean of each class's "
        + "support."
    case .multiSimilarity:
      return "An anchor takes the negatives more similar to it than some positive and the positives less similar than "
        + "some negative; the more a pair stands out among them, the more it weighs."
    case .ntXent:
      return "Each positive of an anchor costs its cross-entropy among all others of the batch, by a softmax of "
        + "cosines over \(temperature)."
    case .triplet, .pair: return ""
    }
  }

  /// α of the active share: a squared distance.
  private static func margin(_ model: Model) -> Double {
    model.objective == .contrastive ? model.margin * model.margin : model.margin
  }
}
