internal import Foundation
package import SiamMessages

/// Tells when all embeddings have become equal: the loss sits where it costs nothing to be blind, and stays there.
///
/// For triplets that is α, for pairs ln 2; a solved batch has a small loss instead. It takes `patience` steps in a row,
/// so that a run that passes through narrow embeddings on its way is left alone.
package struct CollapseDetector: Sendable {
  /// Embeddings whose mean squared distance to their mean is below this are taken for equal.
  package static let smallestSpread: Float = 0.01
  /// Share of the blind loss above which the loss is taken to sit there.
  package static let stuckShare: Float = 0.9
  /// Steps in a row.
  package static let patience = 50

  private let objective: Objective
  private var stuckSteps = 0
  private var isTold = false

  package init(objective: Objective) { self.objective = objective }

  /// Takes note of a step; returns a report the first time a run of blind steps is long enough.
  package mutating func observe(_ step: StepReport, miner: Miner) -> CollapseReport? {
    let blind = objective == .triplet ? step.margin : Float(log(2.0))
    let stuck = step.spread < Self.smallestSpread && step.loss > Self.stuckShare * blind
    stuckSteps = stuck ? stuckSteps + 1 : 0
    if !stuck && step.spread > 4 * Self.smallestSpread { isTold = false }
    guard stuckSteps >= Self.patience, !isTold else { return nil }
    isTold = true
    return CollapseReport(
      step: step.step, remedy: remedy(miner: miner), loss: step.loss, spread: step.spread,
      effectiveRank: step.effectiveRank)
  }

  private func remedy(miner: Miner) -> String {
    switch (objective, miner) {
    case (.triplet, .batchHard):
      "all embeddings are equal, so the loss sits at the margin: start again with --miner semi-hard, or a lower "
        + "--learning-rate"
    case (.triplet, _):
      "all embeddings are equal, so the loss sits at the margin: start again with a lower --learning-rate"
    case (.pair, _):
      "all embeddings are equal, so the loss sits at ln 2: start again with a lower --learning-rate"
    }
  }
}
