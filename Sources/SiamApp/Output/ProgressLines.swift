import Foundation
import SiamCore

/// The events of a run as text: every evaluation and change, and a step now and then.
struct ProgressLines {
  private var steps: Int?
  private var lastShown = -Double.infinity

  /// Training time between two step lines, in seconds.
  static let interval = 2.0

  /// The line for an event, or nil for events without one.
  mutating func line(_ event: TrainingEvent) -> String? {
    switch event {
    case .started(let report): return started(report)
    case .resumed(let report):
      return (["resumed   after step \(report.step) from \(report.file)"] + report.changes.map { "          \($0)" })
        .joined(separator: "\n")
    case .writeStalled(let report):
      guard let reason = report.reason else { return "resumed   all pending writes completed" }
      return "waiting   \(reason)\(report.remedy.map { "; \($0)" } ?? "")"
    case .planned(let report):
      steps = report.steps
      return "planned   \(report.steps) steps"
    case .step(let report): return step(report)
    case .evaluating: return nil
    case .evaluation(let report):
      return
        "step \(report.step)   \(report.way)-way \(report.shot)-shot \(percent(report.accuracy)) ± "
        + "\(percent(report.interval95)) by \(report.classifier); chance \(percent(report.chance)), raw pixels "
        + "\(percent(report.rawPixelAccuracy)), untrained \(percent(report.untrainedAccuracy)); "
        + "\(report.episodes) episodes" + (report.isSameClasses ? ", same classes" : "")
        + (report.loss.map { ", validation loss \(fixed($0, 4))" } ?? "")
    case .command(let report): return "step \(report.step)   \(report.command.summary)"
    case .commandRejected(let report): return "step \(report.step)   rejected: \(report.reason)"
    case .collapse(let report): return "step \(report.step)   COLLAPSE: \(report.remedy)"
    case .checkpoint(let report): return "step \(report.step)   wrote \(report.file)"
    case .failed: return nil
    case .finished(let report):
      return "\(report.complete ? "finished" : "stopped")  after \(report.step) steps in "
        + "\(NumberFormat.fixed(report.seconds, decimals: 1)) s, \(fixed(report.imagesPerSecond, 0)) images/s"
        + (report.unsaved.map { "; NOT SAVED: \($0)" } ?? "")
    }
  }

  private func started(_ report: StartedReport) -> String {
    let (recipe, data) = (report.recipe, report.data)
    let objective = objective(recipe)
    let validationClasses = data.validation
    let test =
      data.test.classes == 0
      ? "" : "; test: \(data.test.classes) classes of \(data.test.images) images"
    let split = data.split.map { "\nsplit     \($0.line)" } ?? ""
    let validation =
      validationClasses.classes == 0
      ? "no validation set; evaluation is off"
      : "validation: \(validationClasses.classes) classes of \(validationClasses.images) images"
        + (validationClasses.groups.isEmpty ? "" : " (\(validationClasses.groups.joined(separator: ", ")))")
    return "training  \(recipe.encoder.title) (\(report.parameters) parameters) with \(objective) on \(data.name): "
      + "\(data.training.classes) classes of \(data.training.images) images; \(validation)" + test + split
  }

  /// The objective with its parameters.
  private func objective(_ recipe: Recipe) -> String {
    switch recipe.objective {
    case .triplet:
      return "\(recipe.miner.rawValue) triplets, "
        + (recipe.tripletLoss == .hinge ? "margin" : "soft margin") + " \(recipe.margin)"
        + (recipe.distance == .squared ? "" : ", Euclidean distances")
    case .pair: return "pairs"
    case .contrastive: return "contrastive pairs, margin \(recipe.margin)"
    case .multiSimilarity: return "multi-similarity pairs"
    case .prototypical, .ntXent: return "\(recipe.objective.rawValue), temperature \(recipe.temperature)"
    }
  }

  private mutating func step(_ report: StepReport) -> String? {
    guard report.seconds - lastShown >= Self.interval || report.step == 1 || report.step == steps else { return nil }
    lastShown = report.seconds
    let step = steps.map { "\(report.step)/\($0)" } ?? "\(report.step)"
    return "step \(step)   loss \(fixed(report.loss, 4))   d⁺ \(fixed(report.positiveDistance, 3))   "
      + "d⁻ \(fixed(report.negativeDistance, 3))   active \(percent(report.activeShare))   "
      + "rank \(fixed(report.effectiveRank, 1))   spread \(fixed(report.spread, 3))   "
      + "gradient \(fixed(report.gradientNorm, 3))   rate \(NumberFormat.shortest(Double(report.learningRate), digits: 4))   "
      + "\(fixed(report.imagesPerSecond, 0)) images/s"
  }

  private func percent(_ share: Float) -> String { NumberFormat.percentage(share) }

  private func fixed(_ number: Float, _ decimals: Int) -> String {
    NumberFormat.fixed(Double(number), decimals: decimals)
  }
}
