import SiamCanvas
import SiamCore

/// The texts, signs and colours of scores.
enum ScoreText {
  /// The sign of the predicted class.
  static let predictionSign = "▸"
  /// The sign of the true class.
  static let truthSign = "●"

  /// The signs of a class: whether it is the predicted one, and whether it is the true one.
  static func signs(of way: Int, _ score: QueryScore?, truth: Int?) -> String {
    (score?.prediction == way ? predictionSign : "") + (truth == way ? truthSign : "")
  }

  /// The style of a class: that of d⁺ for the true class, that of d⁻ for others, and neither if the truth is unknown.
  static func style(of way: Int, truth: Int?, _ theme: Theme) -> Style {
    truth.map { $0 == way ? theme.positive : theme.negative } ?? theme.curve(0)
  }

  /// The predicted class of a query and whether it is correct.
  static func verdict(_ query: SupportQuery, _ score: QueryScore?, _ classes: [ClassSummary], _ theme: Theme) -> [Span]
  {
    guard let score else { return [Span("scoring…", theme.dim)] }
    let name = { (way: Int) in classes.indices.contains(way) ? classes[way].name : NumberFormat.missing }
    guard let predicted = score.prediction else {
      return [Span("✗ tie", theme.warning.bold)] + truthSpans(query.truth.map(name), theme)
    }
    switch query.truth {
    case nil: return [Span("\(predictionSign) predicted ", theme.accent), Span(name(predicted), theme.title)]
    case predicted: return [Span("✓ correct: ", theme.good.bold), Span(name(predicted), theme.title)]
    default:
      return [Span("✗ wrong: ", theme.warning.bold), Span(name(predicted), theme.title)]
        + truthSpans(query.truth.map(name), theme)
    }
  }

  private static func truthSpans(_ truth: String?, _ theme: Theme) -> [Span] {
    truth.map { [Span("  true: ", theme.dim), Span("\(truthSign) \($0)", theme.text)] } ?? []
  }

  /// A similarity with two decimals.
  static func similarity(_ value: Float) -> String { NumberFormat.fixed(Double(value), decimals: 2, width: 4) }
}

extension QueryScore {
  /// The similarity of a class; nil if there is none.
  func similarity(of way: Int) -> Float? { similarities.indices.contains(way) ? similarities[way] : nil }
  /// The squared distance of a class; nil if there is none.
  func distance(of way: Int) -> Float? { distances.indices.contains(way) ? distances[way] : nil }
}
