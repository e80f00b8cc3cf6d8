public import SiamMessages

/// A number that a run tells again and again, by the name other tools know it by.
public struct RunScalar: Equatable, Sendable {
  /// Its group and its name in it, such as `loss/training`.
  public var name: String
  /// In the units of the report it is from.
  public var value: Float

  /// A number by its name.
  public init(_ name: String, _ value: Float) {
    self.name = name
    self.value = value
  }

  /// The scalars an event tells; none of most kinds.
  public static func told(by event: TrainingEvent) -> [RunScalar] {
    switch event {
    case .step(let report): told(by: report)
    case .evaluation(let report): told(by: report)
    default: []
    }
  }

  private static func told(by report: StepReport) -> [RunScalar] {
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

  private static func told(by report: EvaluationReport) -> [RunScalar] {
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
