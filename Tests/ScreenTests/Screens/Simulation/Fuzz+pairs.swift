import SiamCore

extension Fuzz {
  /// Returns a survey whose parts may be inconsistent.
  mutating func survey() -> PairSurvey {
    let bins = [0, 1, 7, 400][integer(0...3)]
    let other = integer(0...4) == 0 ? integer(0...500) : bins
    let dimensions = [0, 1, 64, 500][integer(0...3)]
    return PairSurvey(
      step: count(), score: text(), same: (0..<bins).map { _ in count() },
      different: (0..<other).map { _ in count() }, auc: float(), eer: float(), threshold: float(),
      mostWrong: (0..<integer(0...9)).map { _ in
        ComparedPair(
          first: image(), second: image(), firstClass: text(), secondClass: text(), isSame: integer(0...1) == 0,
          similarity: float(), distance: float(), differences: (0..<dimensions).map { _ in float() })
      },
      sameDifferences: (0..<dimensions).map { _ in float() },
      differentDifferences: (0..<(integer(0...4) == 0 ? 3 : dimensions)).map { _ in float() })
  }
}
