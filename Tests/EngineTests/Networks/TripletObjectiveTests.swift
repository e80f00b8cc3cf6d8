import PlainReference
import SiamCore
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
    let mined = objective.triplets.map(PlainTriplets.Triplet.init)
    return (outcome, miner == .batchAll ? sample.plain.all : mined)
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
  func `the gradient on distances is the hinge's slope divided by the count of the reduction`(
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

  @Test func `the loss of four points on a circle matches a hand calculation`() throws {
    // Unit vectors at 0° and 90° of one class, 180° and 270° of the other: squared distances are 2 or 4.
    let sample = try MiningSample(
      BatchLabels(classes: 2, images: 2), Numbers([4, 2], [1, 0, 0, 1, -1, 0, 0, -1]))
    let (hard, _) = outcome(sample, margin: 0.5, miner: .batchHard)
    // For each anchor, positive and nearest negative are at 2, so the loss is the margin.
    #expect(abs(hard.loss - 0.5) < 1e-5 && hard.mined == .init(easy: 0, semiHard: 0, hard: 4))
    #expect(abs(hard.activeShare - 0.5) < 1e-6)
    let (semiHard, _) = outcome(sample, margin: 2.5, miner: .semiHard)
    // The nearest negative farther than 2 is at 4, so the loss is 2 + 2.5 − 4.
    #expect(abs(semiHard.loss - 0.5) < 1e-5 && semiHard.mined == .init(easy: 0, semiHard: 4, hard: 0))
  }

  @Test(arguments: Miner.allCases, Reduction.allCases)
  func `for equal embeddings the loss is the margin, all triplets are active and there is no gradient`(
    miner: Miner, reduction: Reduction
  ) throws {
    // All features are equal, or zero as when every ReLU is dead.
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
  func `a NaN feature makes the loss NaN`(miner: Miner) throws {
    var generator = SeededGenerator(seed: 1, purpose: .sampling)
    var features = Numbers(random: [6, 4], using: &generator)
    for index in 0..<features.count { features[index] = .nan }
    let sample = try MiningSample(BatchLabels(classes: 3, images: 2), features)
    #expect(outcome(sample, margin: 0.2, miner: miner).outcome.loss.isNaN)
  }

  @Test(arguments: Miner.allCases, TripletLoss.allCases)
  func `triplets with a NaN distance count as hard and active`(miner: Miner, loss: TripletLoss) throws {
    // Three classes of three, one of whose nine embeddings is NaN.
    for broken in [0, 4, 8] {
      var generator = SeededGenerator(seed: 1, purpose: .sampling)
      var features = Numbers(random: [9, 4], using: &generator)
      for index in 0..<4 { features[broken * 4 + index] = .nan }
      let sample = try MiningSample(BatchLabels(classes: 3, images: 3), features)
      let objective = TripletObjective(sample.labels)
      let recipe = Recipe.of(.triplet) { ($0.miner, $0.tripletLoss, $0.margin) = (miner, loss, 0.2) }
      let outcome = objective.evaluate(sample.batch, recipe, using: &generator)
      let triplets = miner == .batchAll ? sample.plain.all : objective.triplets.map(PlainTriplets.Triplet.init)
      let costs = triplets.map { sample.plain.cost($0, margin: Double(Float(0.2))) }
      let hard = costs.count { $0.isNaN || $0 >= Double(Float(0.2)) }
      #expect(outcome.mined.hard == hard)
      #expect(outcome.mined.easy == costs.count { $0 <= 0 })
      #expect(outcome.mined.easy + outcome.mined.semiHard + outcome.mined.hard == triplets.count)
      let all = sample.plain.all.map { sample.plain.cost($0, margin: Double(Float(0.2))) }
      #expect(outcome.activeShare == Float(all.count { !($0 <= 0) }) / Float(all.count))
      let gaps = TripletSurvey.gaps(sample.batch.distances, sample.labels)
      #expect(gaps.reduce(0, +) == all.count && gaps[0] == all.count { $0.isNaN })
    }
  }

  @Test func `the costliest triplets come first, with their distances`() throws {
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
