import Foundation

/// The loss of one triplet by its cost `d⁺ + α − d⁻`.
public enum TripletLoss: String, Codable, CaseIterable, Sendable {
  /// `max(0, d⁺ + α − d⁻)` (Schroff et al. 2015, §3.1).
  case hinge
  /// `ln(1 + exp(d⁺ + α − d⁻))`; Hermans et al. 2017, after eq. 5, have no α, which is α = 0 here.
  case softMargin = "soft-margin"
}

extension TripletLoss {
  /// The loss at a cost; NaN if the cost is NaN.
  ///
  /// `hinge`: `max(0, cost)`. `softMargin`: `ln(1 + exp(cost))`, computed as `max(0, cost) + ln(1 + exp(−|cost|))`.
  ///
  /// Source: Schroff et al. 2015, FaceNet, §3.1; Hermans et al. 2017, In Defense of the Triplet Loss, §2, which
  /// replaces the hinge of eq. 5 by the softplus and leaves α out (α = 0 here).
  package func value(_ cost: Float) -> Float {
    // The order of the arguments matters: `max(0, x)` would turn NaN into 0.
    let hinge = max(cost, 0)
    return self == .hinge ? hinge : hinge + log1p(exp(-abs(cost)))
  }

  /// The derivative of `value`.
  ///
  /// `hinge`: 1 if the cost is above 0, otherwise 0. `softMargin`: the logistic function `1 / (1 + exp(−cost))`.
  package func slope(_ cost: Float) -> Float {
    self == .hinge ? (cost > 0 ? 1 : 0) : 1 / (1 + exp(-cost))
  }
}
