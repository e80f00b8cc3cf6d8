/// The point that an evaluation adds to the curves.
package struct EvaluationPoint: Equatable, Sendable {
  /// The number of completed steps.
  package var step: Int
  /// The way and shot of the evaluation.
  package var setting: EpisodeSetting
  /// The mean accuracy over the episodes, 0…1.
  package var accuracy: Float
  /// Half the width of the 95 % confidence interval of `accuracy`.
  package var interval95: Float
  /// The objective's loss on validation classes, if it was reported.
  package var loss: Float?
  /// The equal error rate of validation pairs, 0…1, if it was reported.
  package var eer: Float?

  /// Creates a point.
  package init(step: Int, setting: EpisodeSetting, accuracy: Float, interval95: Float, loss: Float?, eer: Float?) {
    self.step = step
    self.setting = setting
    self.accuracy = accuracy
    self.interval95 = interval95
    self.loss = loss
    self.eer = eer
  }

  /// Creates the point of an evaluation.
  package init(_ report: EvaluationReport) {
    self.init(
      step: report.step, setting: EpisodeSetting(way: report.way, shot: report.shot), accuracy: report.accuracy,
      interval95: report.interval95, loss: report.loss, eer: report.eer)
  }
}
