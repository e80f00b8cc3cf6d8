import SiamMessages

/// A run as it was after some step, without all that led there: what is left of it is bounded, however long the run.
package struct Restoration: Equatable, Sendable {
  /// The step that was asked for.
  package var asked: Int
  /// The newest of what was told, and of older events those that still matter.
  package var told: [TrainingEvent]
  /// The curves of all its steps.
  package var curves: StepCurves
  /// Every evaluation so far.
  package var evaluations: [EvaluationPoint]
  /// The newest evaluation of each setting.
  package var newest: [EvaluationReport]

  /// A run as it was after some step.
  package init(
    asked: Int, told: [TrainingEvent], curves: StepCurves, evaluations: [EvaluationPoint], newest: [EvaluationReport]
  ) {
    self.asked = asked
    self.told = told
    self.curves = curves
    self.evaluations = evaluations
    self.newest = newest
  }
}
