import SiamScreens

/// A step as the index keeps it.
struct StepRow: Equatable, Sendable {
  /// Steps taken, this one included.
  var step: Int
  /// Where its line begins in the journal, in bytes.
  var offset: Int
  /// What it adds to the curves, by `StepCurve`.
  var samples: [Double]
}
