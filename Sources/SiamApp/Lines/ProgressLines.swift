import Foundation
import SiamMessages

/// Events as lines for people: every evaluation and change, and a step now and then.
struct ProgressLines {
  private var steps: Int?
  private var lastShown = -Double.infinity

  /// Training seconds between two step lines.
  static let interval = 2.0

  /// The line for an event, or nil where it needs none.
  mutating func line(_ event: TrainingEvent) -> String? {
    switch event {
    case .started(let report): return started(report)
    case .resumed(let report):
      return (["resumed   after step \(report.step) from \(report.file)"] + report.changes.map { "          \($0)" })
        .joined(separator: "\n")
    case .obstructed(let report):
      guard let reason = report.reason else { return "going on  everything is written" }
      return "waiting   \(reason)\(report.remedy.map { "; \($0)" } ?? "")"
    case .planned(let report):
      steps = report.steps
      return "planned   \(report.steps) steps"
    case .step(let report): return step(report)
    case .evaluating: return nil
    case .evaluation(let report):
      return "step \(report.step)   \(report.way)-way \(report.shot)-shot \(percent(report.accuracy)) ± "
        + "\(percent(report.interval95)) by \(report.classifier); chance \(percent(report.chance)), raw pixels "
        + "\(percent(report.rawPixelAccuracy)), untrained \(percent(report.untrainedAccuracy)); "
        + "\(report.episodes) episodes" + (report.loss.map { ", held-out loss \(fixed($0, 4))" } ?? "")
    case .command(let report): return "step \(report.step)   \(words(report.command))"
    case .collapse(let report): return "step \(report.step)   COLLAPSE: \(report.remedy)"
    case .checkpoint(let report): return "step \(report.step)   wrote \(report.file)"
    case .failed: return nil
    case .finished(let report):
      return "\(report.complete ? "finished" : "stopped")  after \(report.step) steps in "
        + "\(fixed(report.seconds, 1)) s, \(fixed(report.imagesPerSecond, 0)) images/s"
    }
  }

  private func started(_ report: StartedReport) -> String {
    let (recipe, data) = (report.recipe, report.data)
    let how = words(recipe)
    let held = data.validation
    let kept =
      data.test.classes == 0
      ? "" : "; kept for the final figure: \(data.test.classes) classes of \(data.test.images) images"
    let split = data.split.map { "\nsplit     \($0.line)" } ?? ""
    let examined =
      held.classes == 0
      ? "nothing is held out, so nothing is examined"
      : "held out: \(held.classes) classes of \(held.images) images"
        + (held.groups.isEmpty ? "" : " (\(held.groups.joined(separator: ", ")))")
    return "training  \(recipe.encoder.title) (\(report.parameters) parameters) by \(how), on \(data.name): "
      + "\(data.training.classes) classes of \(data.training.images) images; \(examined)" + kept + split
  }

  /// What is trained on, with the numbers that shape it.
  private func words(_ recipe: Recipe) -> String {
    switch recipe.objective {
    case .triplet:
      return "\(recipe.miner.rawValue) triplets, "
        + (recipe.tripletLoss == .hinge ? "margin" : "soft margin") + " \(recipe.margin)"
        + (recipe.distance == .squared ? "" : ", plain distances")
    case .pair: return "pairs"
    case .contrastive: return "contrastive pairs, margin \(recipe.margin)"
    case .multiSimilarity: return "multi-similarity pairs"
    case .prototypical, .ntXent: return "\(recipe.objective.rawValue), temperature \(recipe.temperature)"
    }
  }

  private mutating func step(_ report: StepReport) -> String? {
    guard report.seconds - lastShown >= Self.interval || report.step == 1 || report.step == steps else { return nil }
    lastShown = report.seconds
    let place = steps.map { "\(report.step)/\($0)" } ?? "\(report.step)"
    return "step \(place)   loss \(fixed(report.loss, 4))   d⁺ \(fixed(report.positiveDistance, 3))   "
      + "d⁻ \(fixed(report.negativeDistance, 3))   active \(percent(report.activeShare))   "
      + "rank \(fixed(report.effectiveRank, 1))   spread \(fixed(report.spread, 3))   "
      + "gradient \(fixed(report.gradientNorm, 3))   rate \(String(format: "%.4g", report.learningRate))   "
      + "\(fixed(report.imagesPerSecond, 0)) images/s"
  }

  private func words(_ command: TrainingCommand) -> String {
    switch command {
    case .pause: "paused"
    case .resume: "resumed"
    case .singleStep: "one step"
    case .margin(let margin): "margin \(margin)"
    case .learningRate(let rate): "learning rate \(rate)"
    case .miner(let miner): "miner \(miner.rawValue)"
    case .evaluate: "evaluating now"
    case .checkpoint: "checkpoint"
    case .stop: "stopping"
    }
  }

  private func percent(_ share: Float) -> String { fixed(share * 100, 1) + " %" }

  private func fixed(_ number: Float, _ digits: Int) -> String { fixed(Double(number), digits) }

  private func fixed(_ number: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }
}
