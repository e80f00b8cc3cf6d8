package import SiamCore

/// Detects that all embeddings have become equal, or nearly so, and that the loss stays where equal embeddings put it.
///
/// The objective says where that is (`CollapsedLoss`): for triplets at α, for pairs at ln 2. A solved batch has a small
/// loss instead. A step is *stuck* in one of two cases:
///
/// - Collapsed, with any objective: the spread is below `collapsedSpread` and the loss above 0.9 of the collapsed loss.
/// - Nearly collapsed, with triplets only: the mean distance between embeddings is less than half the margin, so that
///   hardly any triplet can satisfy it, and the loss is above 0.98 of the collapsed loss. Semi-hard triplets always
///   cost nearly α; with healthy embeddings, however, they are several margins apart. Other objectives have no distance
///   that they aim for, and pairs begin near ln 2.
///
/// `patience` stuck steps in a row are a collapse: a run that passes through narrow embeddings on its way is left
/// alone. In a run of few steps, half of them are enough, but at least `minPatience`.
package struct CollapseDetector: Codable, Equatable, Sendable {
  /// The spread (mean squared distance to the mean, 0…1) below which embeddings count as equal.
  package static let collapsedSpread: Float = 0.01
  /// The spread below which embeddings count as nearly equal where the margin is 0.2 or more.
  package static let maxNarrowSpread: Float = 0.05
  /// The share of the collapsed loss above which the loss counts as stuck: of equal embeddings, and of nearly equal
  /// ones.
  package static let stuckShare: Float = 0.9
  package static let narrowStuckShare: Float = 0.98
  /// Stuck steps in a row before a collapse is reported.
  package static let patience = 50
  /// The same in the shortest runs.
  package static let minPatience = 10

  // The keys of checkpoints, which older versions wrote too.
  private var stuckSteps = 0
  private var isReported = false

  private enum CodingKeys: String, CodingKey {
    case stuckSteps
    case isReported = "isTold"
  }

  /// Creates a detector that has seen no steps.
  package init() {}

  /// Records a step of a recipe.
  ///
  /// - Parameters:
  ///   - step: the report of the step.
  ///   - collapsed: the loss of equal embeddings.
  ///   - recipe: the recipe as it is now.
  ///   - plannedSteps: the number of steps of the run, or nil while it isn't known.
  /// - Returns: a report once the last `patience` steps were all stuck; nil before that, and until the embeddings have
  ///   spread again.
  package mutating func observe(
    _ step: StepReport, collapsed: CollapsedLoss, _ recipe: Recipe, plannedSteps: Int? = nil
  ) -> CollapseReport? {
    let narrowSpread = Self.narrowSpread(recipe)
    let isCollapsed = step.spread < Self.collapsedSpread && step.loss > Self.stuckShare * collapsed.value
    let isNarrow = step.spread < narrowSpread && step.loss > Self.narrowStuckShare * collapsed.value
    let isStuck = isCollapsed || isNarrow
    stuckSteps = isStuck ? stuckSteps + 1 : 0
    if !isStuck && step.spread > max(4 * Self.collapsedSpread, 2 * narrowSpread) { isReported = false }
    let patience = plannedSteps.map { min(Self.patience, max(Self.minPatience, $0 / 2)) } ?? Self.patience
    guard stuckSteps >= patience, !isReported else { return nil }
    isReported = true
    return CollapseReport(
      step: step.step, remedy: remedy(step, collapsed, recipe), loss: step.loss, spread: step.spread,
      effectiveRank: step.effectiveRank)
  }

  /// The spread below which the embeddings of a recipe count as nearly equal; 0 for objectives without this check.
  private static func narrowSpread(_ recipe: Recipe) -> Float {
    guard recipe.objective == .triplet else { return 0 }
    // A soft margin has no distance from which on a triplet costs nothing.
    guard recipe.tripletLoss == .hinge else { return maxNarrowSpread }
    let squaredMargin = recipe.distance == .squared ? recipe.margin : recipe.margin * recipe.margin
    // The mean squared distance between two embeddings is twice the spread.
    return min(maxNarrowSpread, squaredMargin / 4)
  }

  private func remedy(_ step: StepReport, _ collapsed: CollapsedLoss, _ recipe: Recipe) -> String {
    let otherMiner = recipe.objective == .triplet && recipe.miner == .batchHard ? "--miner semi-hard, or " : ""
    let almost = step.spread < Self.collapsedSpread ? "" : "almost "
    return
      "all embeddings are \(almost)equal and the loss is stuck at \(collapsed.description): start again with \(otherMiner)a "
      + "lower --learning-rate"
  }
}
