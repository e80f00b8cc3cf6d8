/// The settings that commands can change between two training steps.
package struct TrainingSettings: Codable, Equatable, Sendable {
  /// The margin α, as in `Recipe.margin`.
  package var margin: Float
  /// How triplets are mined.
  package var miner: Miner
  /// Adam's learning rate before the schedule scales it.
  package var learningRate: Float

  /// Creates settings.
  package init(margin: Float, miner: Miner, learningRate: Float) {
    self.margin = margin
    self.miner = miner
    self.learningRate = learningRate
  }
}
