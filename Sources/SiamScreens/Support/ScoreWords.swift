import SiamCanvas
import SiamMessages

/// What scores say about a query, in words, signs and colours.
enum ScoreWords {
  /// Of the class a query is named.
  static let namedSign = "▸"
  /// Of the class a query is of.
  static let truthSign = "●"

  /// The signs of a class: whether it is named, and whether it is the truth.
  static func signs(of way: Int, _ score: QueryScore?, truth: Int?) -> String {
    (score?.prediction == way ? namedSign : "") + (truth == way ? truthSign : "")
  }

  /// The colour of a class: d⁺'s for the query's own, d⁻'s for others, neither where nobody knows.
  static func style(of way: Int, truth: Int?, _ theme: Theme) -> Style {
    truth.map { $0 == way ? theme.positive : theme.negative } ?? theme.curve(0)
  }

  /// Whether a query was named rightly, and as what.
  static func verdict(_ query: SupportQuery, _ score: QueryScore?, _ classes: [ClassSummary], _ theme: Theme) -> [Span]
  {
    guard let score else { return [Span("scoring…", theme.dim)] }
    let name = { (way: Int) in classes.indices.contains(way) ? classes[way].name : Figures.missing }
    guard let named = score.prediction else {
      return [Span("✗ a tie", theme.warning.bold)] + isWords(query.truth.map(name), theme)
    }
    switch query.truth {
    case nil: return [Span("\(namedSign) named ", theme.accent), Span(name(named), theme.title)]
    case named: return [Span("✓ right: ", theme.good.bold), Span(name(named), theme.title)]
    default:
      return [Span("✗ wrong: ", theme.warning.bold), Span(name(named), theme.title)]
        + isWords(query.truth.map(name), theme)
    }
  }

  private static func isWords(_ truth: String?, _ theme: Theme) -> [Span] {
    truth.map { [Span("  is ", theme.dim), Span("\(truthSign) \($0)", theme.text)] } ?? []
  }

  /// A similarity as it is written everywhere here.
  static func similarity(_ value: Float) -> String { Figures.fixed(Double(value), decimals: 2, width: 4) }
}

extension QueryScore {
  /// The similarity of a class.
  func similarity(of way: Int) -> Float? { similarities.indices.contains(way) ? similarities[way] : nil }
  /// The squared distance of a class.
  func distance(of way: Int) -> Float? { distances.indices.contains(way) ? distances[way] : nil }
}
