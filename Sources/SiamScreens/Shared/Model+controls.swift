import SiamMessages

extension Model {
  /// Asks for the next α up or down, from the next step on; nothing where there is no margin or no training.
  mutating func changeMargin(up: Bool) -> [Effect] {
    guard phase.isRunning, objective.hasMargin else { return [] }
    return [.command(controls.changeMargin(from: Float(margin), up: up, limit: MarginReach.limit(recipe)))]
  }

  /// Asks for an α, from the next step on; nothing where there is no margin or no training.
  mutating func changeMargin(to wanted: Double) -> [Effect] {
    guard phase.isRunning, objective.hasMargin else { return [] }
    return [.command(controls.askMargin(Float(wanted), limit: MarginReach.limit(recipe)))]
  }

  /// Asks for the next peak learning rate up or down, from the next step on.
  mutating func changeLearningRate(up: Bool) -> [Effect] {
    guard phase.isRunning else { return [] }
    return [.command(controls.changeLearningRate(from: recipe?.learningRate ?? 1e-3, up: up))]
  }
}
