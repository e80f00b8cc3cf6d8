import SiamCore
import Testing

@Suite struct NewestTripletsTests {
  @Test func `the edges of bins equal margins parsed from decimal fractions`() {
    let fractions: [Int: Float] = [0: -4, 79: -0.05, 80: 0, 81: 0.05, 83: 0.15, 84: 0.2, 86: 0.3, 94: 0.7, 160: 4]
    for (bin, edge) in fractions { #expect(NewestTriplets.gapEdge(bin) == edge) }
    #expect(NewestTriplets.gapEdge(NewestTriplets.gapBins) == 4)
  }

  @Test func `triplets in the bins below a margin are active`() {
    var gaps = Array(repeating: 0, count: NewestTriplets.gapBins)
    (gaps[0], gaps[83], gaps[84], gaps[159]) = (2, 3, 5, 7)
    let newest = NewestTriplets(step: 1, margin: 0.2, triplets: [], mined: 17, gaps: gaps)
    #expect([-4, 0.15, 0.2, 0.25, 4].map(newest.active) == [0, 2, 5, 10, 17])
  }
}
