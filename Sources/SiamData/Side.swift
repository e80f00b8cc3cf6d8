/// The two sides of a split by class.
public enum Side: String, CaseIterable, Sendable {
  /// Classes that are trained on.
  case training
  /// Classes that are held out, to be examined.
  case validation

  var purpose: String { self == .training ? "to train on" : "held out to be examined" }
}
