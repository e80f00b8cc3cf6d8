public import SiamMessages

extension Verification {
  /// What is told of it, with the accuracy at a threshold.
  ///
  /// - Parameters:
  ///   - score: what the scores are, such as `distance` or `pair-similarity`.
  ///   - threshold: chosen on other classes; nil takes `bestThreshold`, whose accuracy flatters.
  /// - Returns: the figures, in single precision.
  public func report(score: String, threshold: Float? = nil) -> VerificationReport {
    let chosen = threshold ?? bestThreshold
    return VerificationReport(
      score: score, pairs: samePairs + differentPairs, samePairs: samePairs, auc: Float(areaUnderCurve),
      eer: Float(equalErrorRate), falseNonMatchAt1Percent: Float(falseNonMatchRate(atFalseMatchRate: 0.01)),
      falseNonMatchAt01Percent: Float(falseNonMatchRate(atFalseMatchRate: 0.001)), threshold: chosen,
      accuracy: Float(accuracy(at: chosen)))
  }
}
