/// The sides of a split by class.
public enum Side: String, CaseIterable, Codable, Sendable {
  /// Classes that are trained on.
  case training
  /// Classes that are held out, to be examined while training goes on.
  case validation
  /// Classes that are kept for the final figure, and never looked at before.
  case test

  var purpose: String {
    switch self {
    case .training: "to train on"
    case .validation: "held out to be examined"
    case .test: "kept for the final figure"
    }
  }
}
