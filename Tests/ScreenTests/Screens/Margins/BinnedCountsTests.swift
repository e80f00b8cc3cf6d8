import SiamCore
import Testing

@testable import SiamScreens

@Suite struct BinnedCountsTests {
  private func histogram(_ random: inout TestGenerator, bins: Int) -> [Int] {
    (0..<bins).map { _ in random.unit() < 0.4 ? 0 : Int(random.unit() * 50) }
  }

  @Test func `the count below a bin edge is the sum of the bins before it`() throws {
    var random = TestGenerator(seed: 1)
    for _ in 0..<50 {
      let counts = histogram(&random, bins: NewestTriplets.gapBins)
      let binned = try #require(BinnedCounts(counts, from: -4, to: 4))
      for edge in 0...NewestTriplets.gapBins {
        let value = -4 + Double(edge) * Double(NewestTriplets.gapBinWidth)
        #expect(abs(binned.below(value) - Double(counts[..<edge].reduce(0, +))) < 1e-3)
      }
      #expect(binned.below(-9) == 0 && binned.below(9) == binned.total && binned.below(.nan) == 0)
    }
  }

  @Test func `the share below a quantile is the requested one, and quantiles increase`() throws {
    var random = TestGenerator(seed: 2)
    for _ in 0..<200 {
      let counts = histogram(&random, bins: 80)
      guard let binned = BinnedCounts(counts, from: 0, to: 4) else { continue }
      var last = 0.0
      for share in stride(from: 0.0, through: 1, by: 0.05) {
        let quantile = binned.quantile(share)
        #expect(abs(binned.shareBelow(quantile) - share) < 1e-9)
        #expect(quantile >= last && quantile <= 4)
        last = quantile
      }
    }
  }

  @Test func `empty counts have no quantiles`() {
    #expect(BinnedCounts([], from: 0, to: 4) == nil)
    #expect(BinnedCounts([0, 0, -3], from: 0, to: 4) == nil)
    #expect(BinnedCounts([Int.max, Int.max], from: 0, to: 4)?.quantile(0.5) == 2)
  }
}
