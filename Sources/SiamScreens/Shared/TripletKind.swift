import Foundation
import SiamCanvas
import SiamMessages

/// What a triplet is at a margin.
enum TripletKind: CaseIterable, Equatable, Sendable {
  /// d⁻ ≤ d⁺.
  case hard
  /// d⁺ < d⁻ < d⁺ + α.
  case semiHard
  /// d⁻ ≥ d⁺ + α: it costs nothing.
  case easy

  /// The kind of d⁻ − d⁺ = `gap`, where triplets are active below a threshold.
  init(gap: Double, threshold: Double) {
    self = gap <= 0 ? .hard : gap < threshold ? .semiHard : .easy
  }

  /// In a word.
  var word: String {
    switch self {
    case .hard: "hard"
    case .semiHard: "semi-hard"
    case .easy: "easy"
    }
  }

  /// The sign that tells it without colour.
  var sign: String {
    switch self {
    case .hard: "●"
    case .semiHard: "◆"
    case .easy: "○"
    }
  }

  /// Its colour.
  func style(_ theme: Theme) -> Style {
    switch self {
    case .hard: theme.warning
    case .semiHard: theme.accent
    case .easy: theme.dim
    }
  }

  /// Its area's dots.
  var texture: Texture {
    switch self {
    case .hard: .solid
    case .semiHard: .rising(every: 2)
    case .easy: .falling(every: 4)
    }
  }
}

/// d⁻ − d⁺ in the recipe's kind of distance.
enum TripletGap {
  /// Of a triplet; not a number where its distances are not.
  static func of(_ triplet: TripletReport, _ recipe: Recipe?) -> Double {
    let (positive, negative) = (Double(triplet.positiveDistance), Double(triplet.negativeDistance))
    guard isPlain(recipe) else { return negative - positive }
    return plain(negative) - plain(positive)
  }

  /// Below which triplets are active: α, or m² of the contrastive objective.
  static func threshold(_ margin: Double, _ recipe: Recipe?) -> Double {
    recipe?.objective == .contrastive ? margin * margin : margin
  }

  /// The margin with a threshold: the inverse of `threshold`.
  static func margin(threshold: Double, _ recipe: Recipe?) -> Double {
    recipe?.objective == .contrastive ? max(threshold, 0).squareRoot() : threshold
  }

  /// What a triplet costs at a margin; what it was told to cost, of an objective that is no sum over triplets.
  static func loss(_ triplet: TripletReport, margin: Double, _ recipe: Recipe?) -> Double {
    guard recipe == nil || recipe?.objective == .triplet else { return Double(triplet.loss) }
    let cost = margin - of(triplet, recipe)
    guard recipe?.tripletLoss == .softMargin else { return max(cost, 0) }
    return max(cost, 0) + log1p(exp(-abs(cost)))
  }

  /// As `DistanceKind.euclidean` has it.
  private static func plain(_ squared: Double) -> Double { (max(squared, 0) + 1e-6).squareRoot() }

  private static func isPlain(_ recipe: Recipe?) -> Bool {
    recipe?.objective == .triplet && recipe?.distance == .euclidean
  }
}
