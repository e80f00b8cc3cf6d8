/// The accuracy of verification by cross-validation: the pairs of each fold are classified by the threshold that is
/// best on all other folds.
///
/// Source: Huang et al. 2007, Labeled Faces in the Wild, §5: the mean over the folds, and its standard error, the
/// standard deviation of the folds divided by the square root of their number.
public struct FoldedVerification: Equatable, Sendable {
  /// The accuracy on each fold, 0…1.
  public let accuracies: [Double]
  /// The threshold that classified each fold.
  public let thresholds: [Float]

  /// Evaluates the folds.
  ///
  /// - Parameters:
  ///   - scores: a finite score per pair, higher for more similar pairs.
  ///   - isSame: for each pair, whether it is positive.
  ///   - folds: the pairs of each fold; at least two folds.
  /// - Throws: `FewShotError` as `Verification` does.
  public init(scores: [Float], isSame: [Bool], folds: [Range<Int>]) throws(FewShotError) {
    precondition(folds.count > 1, "at least two folds")
    var (accuracies, thresholds) = ([Double](), [Float]())
    for fold in folds {
      let others = scores.indices.filter { !fold.contains($0) }
      let threshold = try Verification(scores: others.map { scores[$0] }, isSame: others.map { isSame[$0] })
        .bestThreshold
      let correct = fold.count { (scores[$0] >= threshold) == isSame[$0] }
      accuracies.append(Double(correct) / Double(max(fold.count, 1)))
      thresholds.append(threshold)
    }
    (self.accuracies, self.thresholds) = (accuracies, thresholds)
  }

  /// The mean accuracy over the folds, 0…1.
  public var accuracy: Double { accuracies.reduce(0, +) / Double(accuracies.count) }

  /// The standard error of the mean.
  public var standardError: Double {
    let mean = accuracy
    let variance = accuracies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(accuracies.count - 1)
    return (variance / Double(accuracies.count)).squareRoot()
  }
}
