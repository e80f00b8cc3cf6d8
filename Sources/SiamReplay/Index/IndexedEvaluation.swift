import SiamScreens

/// An evaluation as the index keeps it.
struct IndexedEvaluation: Equatable, Sendable {
  /// What it adds to the curves.
  var point: EvaluationPoint
  /// Where its line begins in the journal, in bytes.
  var offset: Int
  /// Steps that stand before it and hold.
  var row: Int
}
