import SiamCore
import SiamFewShot
import Testing

@Suite struct VerificationTests {
  @Test(arguments: ["fine", "tied", "few", "coarse"])
  func `the metrics match NumPy's results from their definitions`(_ name: String) throws {
    let fixture = try Fixture("verification")
    let same = try fixture.floats("\(name).same").map { $0 == 1 }
    let verification = try Verification(scores: try fixture.floats("\(name).scores"), isSame: same)
    let threshold = verification.bestThreshold
    let found = [
      verification.areaUnderCurve, verification.equalErrorRate, verification.falseNonMatchRate(atFalseMatchRate: 0.01),
      verification.falseNonMatchRate(atFalseMatchRate: 0.001), Double(threshold), verification.accuracy(at: threshold),
      verification.accuracy(at: 0.25),
    ]
    let expected = try fixture("\(name).found")
    #expect(expected.count == found.count)
    for (one, other) in zip(found, expected) { #expect(abs(one - Double(other)) < 1e-6) }
  }

  /// Positive pairs score 4, 3, 3, 1; negative pairs 3, 2, 1, 0.
  static let scores: [Float] = [4, 3, 3, 1, 3, 2, 1, 0]
  static let isSame = [true, true, true, true, false, false, false, false]

  @Test func `the metrics of a small curve match a hand calculation`() throws {
    let verification = try Verification(scores: Self.scores, isSame: Self.isSame)
    #expect(verification.points.map(\.threshold) == [.infinity, 4, 3, 2, 1, 0])
    #expect(verification.points.map(\.matchRate) == [0, 0.25, 0.75, 0.75, 1, 1])
    #expect(verification.points.map(\.falseMatchRate) == [0, 0, 0.25, 0.5, 0.75, 1])
    #expect(verification.samePairs == 4 && verification.differentPairs == 4)
    // In 16 comparisons the positive pair is higher 4 + 3 + 3 + 1 times; ties, 1 + 1 and 1, count half.
    #expect(verification.areaUnderCurve == (4 + 3.5 + 3.5 + 1.5) / 16)
    #expect(verification.equalErrorRate == 0.25)
    #expect(verification.falseNonMatchRate(atFalseMatchRate: 0.01) == 0.75)
    #expect(verification.falseNonMatchRate(atFalseMatchRate: 0.25) == 0.25)
    #expect(verification.falseNonMatchRate(atFalseMatchRate: 1) == 0)
    #expect(verification.bestThreshold == 2.5 && verification.accuracy(at: 2.5) == 0.75)
    #expect(verification.accuracy(at: 3) == 0.75, "a score equal to the threshold matches")
    #expect(verification.accuracy(at: 3.1) == 0.625)
    #expect(verification.accuracy(at: 100) == 0.5 && verification.accuracy(at: -100) == 0.5)
  }

  @Test func `the order of the pairs doesn't matter`() throws {
    let reversed = try Verification(scores: Self.scores.reversed(), isSame: Self.isSame.reversed())
    #expect(try reversed == Verification(scores: Self.scores, isSame: Self.isSame))
  }

  @Test func `the equal error rate is interpolated between two points`() throws {
    // (0, 0), then straight to (0.5, 1): the rates meet where f = 1 − 2 f.
    let verification = try Verification(scores: [1, 1, 0], isSame: [true, false, false])
    #expect(abs(verification.equalErrorRate - 1 / 3) < 1e-12)
  }

  @Test func `equal scores separate nothing`() throws {
    let verification = try Verification(scores: [7, 7, 7, 7], isSame: [true, false, false, false])
    #expect(verification.areaUnderCurve == 0.5 && verification.equalErrorRate == 0.5)
    #expect(verification.falseNonMatchRate(atFalseMatchRate: 0.01) == 1)
    #expect(verification.bestThreshold == (7 as Float).nextUp, "matching nothing is correct three times out of four")
    #expect(verification.accuracy(at: verification.bestThreshold) == 0.75)
    let mostlySame = try Verification(scores: [7, 7, 7], isSame: [true, true, false])
    #expect(mostlySame.bestThreshold == 7)
    #expect(abs(mostlySame.accuracy(at: 7) - 2 / 3) < 1e-12)
  }

  @Test func `perfect and reversed scores have extreme metrics`() throws {
    let perfect = try Verification(scores: [3, 2, 1, 0], isSame: [true, true, false, false])
    #expect(perfect.areaUnderCurve == 1 && perfect.equalErrorRate == 0)
    #expect(perfect.falseNonMatchRate(atFalseMatchRate: 0.001) == 0)
    #expect(perfect.bestThreshold == 1.5 && perfect.accuracy(at: 1.5) == 1)
    let wrong = try Verification(scores: [0, 1, 2, 3], isSame: [true, true, false, false])
    #expect(wrong.areaUnderCurve == 0 && wrong.equalErrorRate == 1)
  }

  @Test func `between adjacent floats the threshold is the upper one`() throws {
    let verification = try Verification(scores: [(1 as Float).nextUp, 1], isSame: [true, false])
    #expect(verification.accuracy(at: verification.bestThreshold) == 1)
  }

  @Test func `pairs of one kind and non-finite scores are rejected`() {
    #expect(throws: FewShotError.oneSidedPairs(same: 2, different: 0)) {
      try Verification(scores: [1, 2], isSame: [true, true])
    }
    #expect(throws: FewShotError.oneSidedPairs(same: 0, different: 0)) { try Verification(scores: [], isSame: []) }
    for invalid in [Float.nan, .infinity] {
      #expect(throws: FewShotError.nonFiniteScore(pair: 1)) {
        try Verification(scores: [1, invalid], isSame: [true, false])
      }
    }
  }

  @Test func `a report has the metrics of the curve`() throws {
    let verification = try Verification(scores: Self.scores, isSame: Self.isSame)
    let report = verification.report(score: "distance", threshold: 3.1)
    #expect(report.threshold == 3.1 && report.accuracy == 0.625)
    #expect(report.pairs == 8 && report.samePairs == 4 && report.score == "distance")
    #expect(report.auc == Float(12.5 / 16) && report.eer == 0.25)
    #expect(report.falseNonMatchAt1Percent == 0.75 && report.falseNonMatchAt01Percent == 0.75)
    #expect(verification.report(score: "distance").threshold == 2.5)
  }
}
