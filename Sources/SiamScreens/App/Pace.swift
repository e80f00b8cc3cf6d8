import SiamCanvas
import SiamCore

/// Measures how long a step and an evaluation take, and estimates the time left.
struct Pace: Equatable, Sendable {
  /// The training time of a step in seconds, averaged over about fifty steps.
  private var secondsPerStep = DebiasedAverage(decay: 0.98)
  /// The duration of an evaluation in seconds.
  private(set) var secondsPerEvaluation: Double?
  private var lastStep: (step: Int, seconds: Double)?
  private var evaluationBegan: Double?

  /// Records the training time of a step.
  mutating func step(_ report: StepReport, step: Int) {
    defer { lastStep = report.seconds.isFinite ? (step, report.seconds) : lastStep }
    guard let lastStep, step > lastStep.step else { return }
    let each = (report.seconds - lastStep.seconds) / Double(step - lastStep.step)
    if each >= 0 { secondsPerStep.append(each) }
  }

  /// Records the start of an evaluation.
  mutating func beginEvaluation(at clock: Double) { evaluationBegan = clock }

  /// Records the end of an evaluation; does nothing when none is running.
  mutating func endEvaluation(at clock: Double) {
    guard let began = evaluationBegan else { return }
    evaluationBegan = nil
    let measured = clock - began
    guard measured > 0, measured.isFinite else { return }
    secondsPerEvaluation = secondsPerEvaluation.map { ($0 + measured) / 2 } ?? measured
  }

  /// The time left in seconds, including evaluations; nil before two steps.
  func secondsLeft(step: Int, of steps: Int, plan: EvaluationPlan) -> Double? {
    guard let each = secondsPerStep.value, steps >= step else { return nil }
    let training = Double(steps - step) * each
    guard let evaluation = secondsPerEvaluation else { return training }
    let every = max(1, plan.every)
    let episodes = Double(max(1, plan.episodes))
    let last = evaluation * min(100, max(0, Double(plan.finalEpisodes)) / episodes)
    return training + Double(max(0, (steps - 1) / every - step / every)) * evaluation + last
  }

  static func == (left: Pace, right: Pace) -> Bool {
    left.secondsPerStep == right.secondsPerStep && left.secondsPerEvaluation == right.secondsPerEvaluation
      && left.lastStep?.step == right.lastStep?.step && left.lastStep?.seconds == right.lastStep?.seconds
      && left.evaluationBegan == right.evaluationBegan
  }
}
