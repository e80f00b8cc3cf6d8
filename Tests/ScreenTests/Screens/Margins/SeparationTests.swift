import SiamCore
import Testing

@testable import SiamScreens

@Suite struct SeparationTests {
  @Test func `AUC equals the share of correctly ordered pairs`() throws {
    var random = TestGenerator(seed: 3)
    for _ in 0..<50 {
      let same = (0..<12).map { _ in Int(random.unit() * 9) }
      let different = (0..<12).map { _ in Int(random.unit() * 9) + 1 }
      guard same.contains(where: { $0 > 0 }) else { continue }
      var nearer = 0.0
      for (bin, count) in same.enumerated() {
        for (other, otherCount) in different.enumerated() {
          nearer += Double(count * otherCount) * (bin < other ? 1 : bin == other ? 0.5 : 0)
        }
      }
      let separation = try #require(Separation(positive: same, negative: different))
      let all = Double(same.reduce(0, +) * different.reduce(0, +))
      #expect(abs(separation.auc - nearer / all) < 1e-12)
    }
  }

  @Test func `false matches and false non-matches are equally frequent at the equal error rate`() throws {
    var random = TestGenerator(seed: 4)
    for _ in 0..<50 {
      let same = (0..<40).map { Int(random.unit() * 9) + max(0, 20 - $0) }
      let different = (0..<40).map { Int(random.unit() * 9) + max(1, $0 - 20) }
      let rate = try #require(Separation(positive: same, negative: different)).equalErrorRate
      let (near, far) = (
        try #require(BinnedCounts(same, from: 0, to: 4)), try #require(BinnedCounts(different, from: 0, to: 4))
      )
      // The threshold that accepts this share of different-class pairs rejects the same share of same-class pairs.
      #expect(abs(1 - near.shareBelow(far.quantile(rate)) - rate) < 1e-9)
    }
  }

  @Test func `separate distances are classified without error, and equal ones at chance`() throws {
    let apart = try #require(Separation(positive: [5, 5, 0, 0], negative: [0, 0, 3, 1]))
    #expect(apart.auc == 1 && apart.equalErrorRate == 0)
    let equal = try #require(Separation(positive: [2, 4, 2], negative: [1, 2, 1]))
    #expect(abs(equal.auc - 0.5) < 1e-12 && abs(equal.equalErrorRate - 0.5) < 1e-12)
    let reversed = try #require(Separation(positive: [0, 0, 1], negative: [1, 0, 0]))
    #expect(reversed.auc == 0 && reversed.equalErrorRate == 1)
    #expect(Separation(positive: [1], negative: [0, 1]) == nil)
    #expect(Separation(positive: [0], negative: [1]) == nil)
  }
}
