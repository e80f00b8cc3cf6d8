extension CollapseReport {
  /// Whether a later step has spread the embeddings again.
  package func isOver(with report: StepReport) -> Bool {
    report.spread > 4 * max(spread.isFinite ? spread : 0, 1e-7)
  }
}
