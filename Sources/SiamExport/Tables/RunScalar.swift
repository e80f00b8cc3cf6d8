public import SiamCore

/// A metric of a run at one step, under the name that is used in other tools.
public struct RunScalar: Equatable, Sendable {
  /// The group and the name within it, such as `loss/training`.
  public var name: String
  /// The value, in the units of the report it is from.
  public var value: Float

  /// Creates a scalar.
  public init(_ name: String, _ value: Float) {
    self.name = name
    self.value = value
  }

  /// Returns the scalars of an event; only steps and evaluations have any.
  public static func scalars(of event: TrainingEvent) -> [RunScalar] {
    switch event {
    case .step(let report): scalars(of: report)
    case .evaluation(let report): scalars(of: report)
    default: []
    }
  }

  private static func scalars(of report: StepReport) -> [RunScalar] {
    [
      RunScalar("loss/training", report.loss),
      RunScalar("distance/positive", report.positiveDistance),
      RunScalar("distance/negative", report.negativeDistance),
      RunScalar("triplets/active-share", report.activeShare),
      RunScalar("triplets/easy", Float(report.mined.easy)),
      RunScalar("triplets/semi-hard", Float(report.mined.semiHard)),
      RunScalar("triplets/hard", Float(report.mined.hard)),
      RunScalar("optimizer/margin", report.margin),
      RunScalar("optimizer/learning-rate", report.learningRate),
      RunScalar("optimizer/gradient-norm", report.gradientNorm),
      RunScalar("embeddings/spread", report.spread),
      RunScalar("embeddings/effective-rank", report.effectiveRank),
      RunScalar("speed/images-per-second", report.imagesPerSecond),
    ]
  }

  private static func scalars(of report: EvaluationReport) -> [RunScalar] {
    let episodes = "\(report.split)-\(report.way)-way-\(report.shot)-shot"
    let shared: [(name: String, value: Float?)] = [
      ("loss/held-out", report.loss), ("pairs/auc", report.auc), ("pairs/eer", report.eer),
    ]
    return [
      RunScalar("accuracy/\(episodes)", report.accuracy),
      RunScalar("accuracy-interval95/\(episodes)", report.interval95),
      RunScalar("accuracy-raw-pixels/\(episodes)", report.rawPixelAccuracy),
      RunScalar("accuracy-untrained/\(episodes)", report.untrainedAccuracy),
    ] + shared.compactMap { name, value in value.map { RunScalar(name, $0) } }
  }
}
