import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct TripletMiningTests {
  static let batches = [(classes: 2, images: 2), (3, 3), (5, 4), (2, 7), (8, 2)]

  @Test(arguments: batches, [0.1, 1, 4])
  func `semi-hard mines the nearest negative farther than the positive, else the farthest`(
    _ size: (classes: Int, images: Int), spread: Double
  ) throws {
    for seed in 0..<5 as Range<UInt64> {
      let sample = try MiningSample(classes: size.classes, images: size.images, spread: spread, seed: seed)
      #expect(sample.mined(by: .semiHard) == sample.plain.semiHard)
    }
  }

  @Test(arguments: batches, [0.1, 1, 4])
  func `batch-hard mines each anchor's farthest positive and nearest negative`(
    _ size: (classes: Int, images: Int), spread: Double
  ) throws {
    for seed in 0..<5 as Range<UInt64> {
      let sample = try MiningSample(classes: size.classes, images: size.images, spread: spread, seed: seed)
      #expect(sample.mined(by: .batchHard) == sample.plain.batchHard)
    }
  }

  @Test(arguments: Miner.allCases, batches)
  func `a positive is another image of the class, a negative of another class`(
    miner: Miner, _ size: (classes: Int, images: Int)
  ) throws {
    let sample = try MiningSample(classes: size.classes, images: size.images, seed: 3)
    let triplets = sample.mined(by: miner)
    let all = sample.plain.all
    #expect(triplets.allSatisfy { all.contains($0) })
    if miner == .batchAll {
      #expect(triplets == all)
      return
    }
    #expect(triplets.count == sample.labels.count * (miner == .batchHard ? 1 : size.images - 1))
    let anchorsAndPositives = Set(triplets.map { $0.anchor * 1000 + $0.positive })
    #expect(anchorsAndPositives.count == triplets.count)
  }

  @Test func `random negatives are uniform and depend on seed and step`() throws {
    let sample = try MiningSample(classes: 4, images: 3, seed: 4)
    let first = sample.mined(by: .random, seed: 7, step: 5)
    #expect(first == sample.mined(by: .random, seed: 7, step: 5))
    #expect(first != sample.mined(by: .random, seed: 8, step: 5))
    #expect(first != sample.mined(by: .random, seed: 7, step: 6))
    var drawn: [Int: Int] = [:]
    for step in 0..<200 {
      for triplet in sample.mined(by: .random, step: step) where triplet.anchor == 4 {
        drawn[triplet.negative, default: 0] += 1
      }
    }
    // 400 draws from nine: 44 each on average, with a standard deviation of 6.3.
    #expect(Set(drawn.keys) == Set(sample.plain.negatives(of: 4)))
    #expect(drawn.values.allSatisfy { abs($0 - 44) < 30 })
  }

  @Test(arguments: [Miner.semiHard, .batchHard, .batchAll])
  func `mining by distance does not depend on the seed`(miner: Miner) throws {
    let sample = try MiningSample(classes: 4, images: 3, seed: 5)
    #expect(sample.mined(by: miner, seed: 1) == sample.mined(by: miner, seed: 2))
  }

  @Test func `mining four points on a line matches a hand calculation`() {
    // Points 0 and 1 are of one class, 2 and 3 of the other, at positions 0, 2, 1 and 5.
    let points: [Float] = [0, 2, 1, 5]
    let distances = points.flatMap { one in points.map { (one - $0) * (one - $0) } }
    let labels = BatchLabels(classes: 2, images: 2)
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    var triplets: [Triplet] = []
    Miner.semiHard.mine(distances, labels, dimension: 1, using: &generator, into: &triplets)
    // Squared distances from position 0: positive 4, negatives 1 and 25, so 25. From 2: 4, 1 and 9, so 9. From 1: 16, 1
    // and 1, neither farther, so the first of the farthest. From 5: 16, 25 and 9, so 25.
    #expect(
      triplets.map(PlainTriplets.Triplet.init) == [.init(0, 1, 3), .init(1, 0, 3), .init(2, 3, 0), .init(3, 2, 0)])
    Miner.batchHard.mine(distances, labels, dimension: 1, using: &generator, into: &triplets)
    #expect(
      triplets.map(PlainTriplets.Triplet.init) == [.init(0, 1, 2), .init(1, 0, 2), .init(2, 3, 0), .init(3, 2, 1)])
  }

  @Test(arguments: Miner.allCases)
  func `NaN distances are mined without a trap`(miner: Miner) {
    let labels = BatchLabels(classes: 3, images: 2)
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    var triplets: [Triplet] = []
    miner.mine(Array(repeating: .nan, count: 36), labels, dimension: 3, using: &generator, into: &triplets)
    #expect(triplets.count == (miner == .batchAll ? 24 : 6))
    #expect(triplets.allSatisfy { $0.anchor / 2 == $0.positive / 2 && $0.anchor / 2 != $0.negative / 2 })
  }

  @Test func `distance-weighted negatives are drawn in proportion to their weights`() throws {
    let sample = try MiningSample(classes: 4, images: 3, spread: 0.4, seed: 4)
    var weighting = DistanceWeighting(sample.labels, dimension: 6)
    weighting.computeWeights(sample.batch.distances, anchor: 4)
    let sum = weighting.weights.reduce(0, +)
    let draws = 4000
    var drawn = Array(repeating: 0, count: 9)
    var generator = SeededGenerator(seed: 3, purpose: .mining)
    for _ in 0..<draws { drawn[weighting.draw(using: &generator)] += 1 }
    for (count, weight) in zip(drawn, weighting.weights) {
      let share = Double(weight / sum)
      // Five standard deviations of a binomial.
      let tolerance = 5 * (share * (1 - share) / Double(draws)).squareRoot()
      #expect(abs(Double(count) / Double(draws) - share) <= tolerance)
    }
    let mined = sample.mined(by: .distanceWeighted, step: 1)
    #expect(mined == sample.mined(by: .distanceWeighted, step: 1))
    #expect(mined != sample.mined(by: .distanceWeighted, step: 2))
  }

  @Test func `near negatives are weighted as at the cut-off, and far ones are drawn only if all are far`() {
    let labels = BatchLabels(classes: 4, images: 1)
    // Squared distances from image 0: 0.1², 0.5², 1.5².
    var weighting = DistanceWeighting(labels, dimension: 8)
    weighting.computeWeights([0, 0.01, 0.25, 2.25] + Array(repeating: 0, count: 12), anchor: 0)
    #expect(weighting.weights == [1, 1, 0])
    weighting.computeWeights([0, 2.25, 2, 4] + Array(repeating: 0, count: 12), anchor: 0)
    #expect(weighting.weights == [0, 0, 0])
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    #expect(Set((0..<100).map { _ in weighting.draw(using: &generator) }) == [0, 1, 2])
  }
}
