package import SiamMessages
package import SiamNetworks

/// Tells when all embeddings have become equal: the loss sits where it costs nothing to be blind, and stays there.
///
/// Where that is, the objective says (`BlindLoss`): for triplets at α, for pairs at ln 2. A solved batch has a small
/// loss instead. It takes `patience` steps in a row, so that a run that passes through narrow embeddings on its way is
/// left alone.
package struct CollapseDetector: Codable, Equatable, Sendable {
  /// Embeddings whose mean squared distance to their mean is below this are taken for equal.
  package static let smallestSpread: Float = 0.01
  /// Share of the blind loss above which the loss is taken to sit there.
  package static let stuckShare: Float = 0.9
  /// Steps in a row.
  package static let patience = 50

  private var stuckSteps = 0
  private var isTold = false

  package init() {}

  /// Takes note of a step of a recipe; returns a report the first time a run of blind steps is long enough.
  package mutating func observe(_ step: StepReport, blind: BlindLoss, _ recipe: Recipe) -> CollapseReport? {
    let stuck = step.spread < Self.smallestSpread && step.loss > Self.stuckShare * blind.value
    stuckSteps = stuck ? stuckSteps + 1 : 0
    if !stuck && step.spread > 4 * Self.smallestSpread { isTold = false }
    guard stuckSteps >= Self.patience, !isTold else { return nil }
    isTold = true
    return CollapseReport(
      step: step.step, remedy: remedy(blind, recipe), loss: step.loss, spread: step.spread,
      effectiveRank: step.effectiveRank)
  }

  private func remedy(_ blind: BlindLoss, _ recipe: Recipe) -> String {
    let otherMiner = recipe.objective == .triplet && recipe.miner == .batchHard ? "--miner semi-hard, or " : ""
    return "all embeddings are equal, so the loss sits at \(blind.words): start again with \(otherMiner)a lower "
      + "--learning-rate"
  }
}
