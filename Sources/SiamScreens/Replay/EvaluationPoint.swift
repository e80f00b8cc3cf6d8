import SiamMessages

/// What an evaluation adds to the curves.
package struct EvaluationPoint: Equatable, Sendable {
  /// Steps taken.
  package var step: Int
  /// k and n.
  package var setting: EpisodeSetting
  /// Mean over the episodes, 0…1.
  package var accuracy: Float
  /// Half the width of its 95 % confidence interval.
  package var interval95: Float
  /// The objective's loss on held-out classes, where it was told.
  package var loss: Float?
  /// The equal error rate of held-out pairs, where it was told.
  package var eer: Float?

  /// What an evaluation adds, by its numbers.
  package init(step: Int, setting: EpisodeSetting, accuracy: Float, interval95: Float, loss: Float?, eer: Float?) {
    self.step = step
    self.setting = setting
    self.accuracy = accuracy
    self.interval95 = interval95
    self.loss = loss
    self.eer = eer
  }

  /// What an evaluation adds.
  package init(_ report: EvaluationReport) {
    self.init(
      step: report.step, setting: EpisodeSetting(way: report.way, shot: report.shot), accuracy: report.accuracy,
      interval95: report.interval95, loss: report.loss, eer: report.eer)
  }
}
