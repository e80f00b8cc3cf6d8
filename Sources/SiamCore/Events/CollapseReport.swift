/// The report of a collapse: all embeddings are nearly equal, so that the loss no longer decreases.
public struct CollapseReport: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var step: Int
  /// What to change.
  public var remedy: String
  /// The loss of the batch.
  public var loss: Float
  /// The spread of the embeddings, as in `StepReport`.
  public var spread: Float
  /// The effective rank of the embeddings, as in `StepReport`.
  public var effectiveRank: Float

  /// Creates a report.
  public init(step: Int, remedy: String, loss: Float, spread: Float, effectiveRank: Float) {
    self.step = step
    self.remedy = remedy
    self.loss = loss
    self.spread = spread
    self.effectiveRank = effectiveRank
  }
}

extension CollapseReport {
  /// Whether the embeddings have spread again by a later step.
  package func isOver(with report: StepReport) -> Bool {
    report.spread > 4 * max(spread.isFinite ? spread : 0, 1e-7)
  }
}
