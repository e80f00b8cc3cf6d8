import PlainReference
import SiamMessages
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct TripletObjectiveTests {
  private func outcome(
    _ sample: MiningSample, margin: Float, miner: Miner, reduction: Reduction = .all
  ) -> (outcome: ObjectiveOutcome, triplets: [PlainTriplets.Triplet]) {
    let objective = TripletObjective(sample.labels)
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    let outcome = objective.evaluate(
      sample.batch, margin: margin, miner: miner, reduction: reduction, using: &generator)
    let chosen = objective.triplets.map(PlainTriplets.Triplet.init)
    return (outcome, miner == .batchAll ? sample.plain.all : chosen)
  }

  @Test(arguments: Miner.allCases, [0.05, 0.2, 1.5])
  func `loss, distances, active share and counts agree with brute force`(miner: Miner, margin: Double) throws {
    for (seed, size) in [(2, 2), (4, 3), (6, 4)].enumerated() {
      let sample = try MiningSample(classes: size.0, images: size.1, spread: 0.7, seed: UInt64(seed))
      let (outcome, triplets) = outcome(sample, margin: Float(margin), miner: miner)
      let plain = sample.plain
      let margin = Double(Float(margin))
      let count = Double(triplets.count)
      #expect(abs(Double(outcome.loss) - plain.hinge(triplets, margin: margin).sum / count) < 1e-5)
      let positive = triplets.reduce(0) { $0 + plain.distance($1.anchor, $1.positive) } / count
      let negative = triplets.reduce(0) { $0 + plain.distance($1.anchor, $1.negative) } / count
      #expect(abs(Double(outcome.positiveDistance) - positive) < 1e-5)
      #expect(abs(Double(outcome.negativeDistance) - negative) < 1e-5)
      let share = Double(plain.hinge(plain.all, margin: margin).active) / Double(plain.all.count)
      #expect(abs(Double(outcome.activeShare) - share) < 1e-6)
      let kinds = triplets.map { triplet in
        let (positive, negative) = (
          plain.distance(triplet.anchor, triplet.positive), plain.distance(triplet.anchor, triplet.negative)
        )
        return negative >= positive + margin ? 0 : negative > positive ? 1 : 2
      }
      #expect(outcome.mined.easy == kinds.count { $0 == 0 })
      #expect(outcome.mined.semiHard == kinds.count { $0 == 1 })
      #expect(outcome.mined.hard == kinds.count { $0 == 2 })
    }
  }

  @Test(arguments: Miner.allCases, Reduction.allCases)
  func `the gradient on distances is the hinge's slope over the reduction's count`(
    miner: Miner, reduction: Reduction
  ) throws {
    let sample = try MiningSample(classes: 4, images: 3, spread: 0.5, seed: 9)
    let (_, triplets) = outcome(sample, margin: 0.2, miner: miner, reduction: reduction)
    let active = triplets.filter { sample.plain.cost($0, margin: Double(Float(0.2))) > 0 }
    #expect(!active.isEmpty && active.count < triplets.count)
    var expected = Numbers(zeros: [12, 12])
    for triplet in active {
      let weight = 1 / Double(reduction == .all ? triplets.count : active.count)
      expected[triplet.anchor * 12 + triplet.positive] += weight
      expected[triplet.anchor * 12 + triplet.negative] -= weight
    }
    #expect(relativeDifference(sample.batch.distanceGradients, expected) < 1e-6)
  }

  @Test func `a square with one class a side costs what one would reckon`() throws {
    // Unit vectors at 0°, 90° of one class and 180°, 270° of the other: neighbours at 2, opposites at 4.
    let sample = try MiningSample(
      BatchLabels(classes: 2, images: 2), Numbers([4, 2], [1, 0, 0, 1, -1, 0, 0, -1]))
    let (hard, _) = outcome(sample, margin: 0.5, miner: .batchHard)
    // Each anchor: positive at 2, nearest negative at 2: costs the margin.
    #expect(abs(hard.loss - 0.5) < 1e-5 && hard.mined == .init(easy: 0, semiHard: 0, hard: 4))
    #expect(abs(hard.activeShare - 0.5) < 1e-6)
    let (semiHard, _) = outcome(sample, margin: 2.5, miner: .semiHard)
    // The nearest farther than 2 is at 4: costs 2 + 2.5 − 4.
    #expect(abs(semiHard.loss - 0.5) < 1e-5 && semiHard.mined == .init(easy: 0, semiHard: 4, hard: 0))
  }

  @Test(arguments: Miner.allCases, Reduction.allCases)
  func `collapse is the margin, everything active, and no gradient that is not a number`(
    miner: Miner, reduction: Reduction
  ) throws {
    // All features equal, or all zero, as when every ReLU is dead.
    for value in [1.0, 0] {
      let sample = try MiningSample(
        BatchLabels(classes: 4, images: 3), Numbers([12, 5], Array(repeating: value, count: 60)))
      let (outcome, _) = outcome(sample, margin: 0.2, miner: miner, reduction: reduction)
      #expect(abs(outcome.loss - 0.2) < 1e-6)
      #expect(outcome.activeShare == 1)
      let gradients = try FloatBuffer(count: 60)
      try sample.batch.backward(into: gradients)
      #expect(gradients.values.allSatisfy { abs($0) < 1e-5 })
    }
  }

  @Test(arguments: Miner.allCases, Reduction.allCases)
  func `a solved batch has no loss, nothing active and no gradient`(miner: Miner, reduction: Reduction) throws {
    let sample = try MiningSample(
      BatchLabels(classes: 2, images: 3), Numbers([6, 2], [1, 0, 2, 0, 3, 0, -1, 0, -2, 0, -3, 0]))
    let (outcome, triplets) = outcome(sample, margin: 0.2, miner: miner, reduction: reduction)
    #expect(outcome.loss == 0 && outcome.activeShare == 0 && outcome.mined.easy == triplets.count)
    #expect(sample.batch.distanceGradients.allSatisfy { $0 == 0 })
  }

  @Test(arguments: Miner.allCases)
  func `a feature that is not a number makes the loss not a number`(miner: Miner) throws {
    var generator = SeededGenerator(seed: 1, purpose: .sampling)
    var features = Numbers(random: [6, 4], using: &generator)
    for index in 0..<features.count { features[index] = .nan }
    let sample = try MiningSample(BatchLabels(classes: 3, images: 2), features)
    #expect(outcome(sample, margin: 0.2, miner: miner).outcome.loss.isNaN)
  }

  @Test func `the worst triplets come first, with their distances`() throws {
    let sample = try MiningSample(classes: 4, images: 3, spread: 1, seed: 6)
    let objective = TripletObjective(sample.labels)
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    let outcome = objective.evaluate(
      sample.batch, margin: 0.2, miner: .random, reduction: .all, using: &generator)
    let images = (0..<12).map { ImageID(100 + $0) }
    let reports = outcome.costliest.reports(sample.batch, images: images)
    let costs = objective.triplets.map { sample.plain.cost(.init($0), margin: Double(Float(0.2))) }.sorted(by: >)
    #expect(reports.count == 8 && costs.count > 8)
    for (report, cost) in zip(reports, costs) {
      let (anchor, positive, negative) = try (
        #require(images.firstIndex(of: report.anchor)), #require(images.firstIndex(of: report.positive)),
        #require(images.firstIndex(of: report.negative))
      )
      #expect(abs(Double(report.loss) - max(0, cost)) < 1e-5)
      #expect(abs(Double(report.positiveDistance) - sample.plain.distance(anchor, positive)) < 1e-6)
      #expect(abs(Double(report.negativeDistance) - sample.plain.distance(anchor, negative)) < 1e-6)
      #expect(abs(Double(report.oppositeDistance) - sample.plain.distance(positive, negative)) < 1e-6)
    }
  }
}
