import Foundation
package import SiamMessages

extension TripletLoss {
  /// What a triplet costs, from `cost = d⁺ + α − d⁻`; not a number where that is not.
  ///
  /// `hinge`: `max(0, cost)`. `softMargin`: `ln(1 + exp(cost))`, computed as `max(0, cost) + ln(1 + exp(−|cost|))`.
  ///
  /// Source: Schroff et al. 2015, FaceNet, §3.1; Hermans et al. 2017, In Defense of the Triplet Loss, §2, which
  /// replaces the hinge of eq. 5 by the softplus and leaves α out (α = 0 here).
  package func value(_ cost: Float) -> Float {
    // In this order: `max(0, x)` would turn what is not a number into 0.
    let hinge = max(cost, 0)
    return self == .hinge ? hinge : hinge + log1p(exp(-abs(cost)))
  }

  /// The derivative of `value`: of the hinge 1 where it costs something, else 0 (0 where it costs exactly nothing); of
  /// the soft margin the logistic function `1 / (1 + exp(−cost))`.
  package func slope(_ cost: Float) -> Float {
    self == .hinge ? (cost > 0 ? 1 : 0) : 1 / (1 + exp(-cost))
  }
}

extension DistanceKind {
  /// ε of `√(d + ε)`: the derivative by the squared distance, `1 / (2 √(d + ε))`, is 500 at d = 0 and never larger.
  ///
  /// So the gradient on two equal embeddings, `(f(a) − f(b)) / √(d + ε)`, is 0.
  package static let epsilon: Float = 1e-6

  /// Takes a squared distance to this kind.
  func measure(_ squared: Float) -> Float { self == .squared ? squared : (squared + Self.epsilon).squareRoot() }

  /// Takes squared distances to this kind; `scratch` keeps the result's memory between calls.
  func measure(_ squared: [Float], scratch: inout [Float]) -> [Float] {
    guard self == .euclidean else { return squared }
    scratch.removeAll(keepingCapacity: true)
    for distance in squared { scratch.append(measure(distance)) }
    return scratch
  }

  /// The derivative of a distance of this kind by the squared one.
  func slope(_ distance: Float) -> Float { self == .squared ? 1 : 0.5 / distance }
}
