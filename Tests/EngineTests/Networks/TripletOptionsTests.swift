import Foundation
import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Tests of hinge and soft margin, squared and Euclidean distances, and batch-all.
@Suite(.computing)
struct TripletOptionsTests {
  static let options = TripletLoss.allCases.flatMap { loss in DistanceKind.allCases.map { (loss, $0) } }

  private func value(_ cost: Double, _ loss: TripletLoss) -> Double {
    loss == .hinge ? max(0, cost) : log(1 + exp(cost))
  }

  private func mined(_ sample: ObjectiveSample, _ miner: Miner) -> [PlainTriplets.Triplet] {
    switch miner {
    case .semiHard: sample.plainTriplets.semiHard
    case .batchHard: sample.plainTriplets.batchHard
    default: sample.plainTriplets.all
    }
  }

  @Test(arguments: options, [Miner.semiHard, .batchHard, .batchAll])
  func `loss and gradient agree with a plain reference and its central differences`(
    _ options: (loss: TripletLoss, distance: DistanceKind), _ miner: Miner
  ) throws {
    let sample = try ObjectiveSample(classes: 4, images: 3)
    for reduction in Reduction.allCases {
      let recipe = Recipe.of(.triplet) {
        ($0.tripletLoss, $0.distance, $0.miner, $0.reduction) = (options.loss, options.distance, miner, reduction)
        $0.margin = 0.1
      }
      let triplets = mined(sample, miner)
      func losses(_ features: Numbers) -> [Double] {
        sample.plain(features)
          .costs(triplets, margin: Double(recipe.margin), euclidean: options.distance == .euclidean)
          .map { value($0, options.loss) }
      }
      let exact = losses(sample.features)
      let active = exact.count { $0 > 0 }
      #expect(options.loss == .hinge ? active > 0 && active < exact.count : active == exact.count)
      let (outcome, gradients) = try sample.evaluate(recipe)
      #expect(relativeDifference([Double(outcome.loss)], [exact.reduce(0, +) / Double(exact.count)]) < 1e-5)
      let count = Double(reduction == .all ? exact.count : active)
      let differences = centralDifferences(
        of: { losses($0).reduce(0, +) / count }, at: sample.features, step: 1e-6)
      #expect(relativeDifference(gradients, differences) < 5e-5, "\(reduction)")
    }
  }

  @Test(arguments: options, [Float(0.05), 0.4])
  func `batch-all's counts, distances and costliest triplets agree with brute force`(
    _ options: (loss: TripletLoss, distance: DistanceKind), _ margin: Float
  ) throws {
    let sample = try ObjectiveSample(classes: 4, images: 3)
    let plain = sample.plainTriplets
    let outcome = try sample.evaluate(
      .of(.triplet) {
        ($0.tripletLoss, $0.distance, $0.miner, $0.margin) = (options.loss, options.distance, .batchAll, margin)
      }
    ).outcome
    let costs = sample.plain(sample.features)
      .costs(plain.all, margin: Double(margin), euclidean: options.distance == .euclidean)
    #expect(outcome.mined.easy == costs.count { $0 <= 0 })
    #expect(outcome.mined.semiHard == costs.count { $0 > 0 && $0 < Double(margin) })
    #expect(outcome.mined.hard == costs.count { $0 >= Double(margin) })
    #expect(abs(Double(outcome.activeShare) - Double(costs.count { $0 > 0 }) / Double(costs.count)) < 1e-6)
    let count = Double(costs.count)
    let positive = plain.all.reduce(0) { $0 + plain.distance($1.anchor, $1.positive) } / count
    let negative = plain.all.reduce(0) { $0 + plain.distance($1.anchor, $1.negative) } / count
    #expect(abs(Double(outcome.positiveDistance) - positive) < 1e-5)
    #expect(abs(Double(outcome.negativeDistance) - negative) < 1e-5)
    let worst = costs.sorted(by: >).prefix(8)
    #expect(outcome.costliest.entries.count == 8)
    for (entry, cost) in zip(outcome.costliest.entries, worst) {
      #expect(abs(Double(entry.cost) - cost) < 1e-5)
      #expect(abs(Double(entry.loss) - value(cost, options.loss)) < 1e-5)
      #expect(plain.all.contains(.init(entry.triplet)))
    }
  }

  @Test func `the soft margin is the softplus, without overflow, and its slope is the logistic function`() {
    #expect(abs(TripletLoss.softMargin.value(0) - Float(log(2.0))) < 1e-6)
    #expect(TripletLoss.softMargin.value(200) == 200 && TripletLoss.softMargin.value(-200) == 0)
    #expect(TripletLoss.softMargin.slope(0) == 0.5)
    #expect(TripletLoss.softMargin.slope(200) == 1 && TripletLoss.softMargin.slope(-200) == 0)
    #expect(TripletLoss.hinge.value(-1) == 0 && TripletLoss.hinge.slope(0) == 0 && TripletLoss.hinge.slope(1e-9) == 1)
    #expect(TripletLoss.allCases.allSatisfy { $0.value(.nan).isNaN })
  }

  @Test(arguments: TripletLoss.allCases, [Float(20), 39, 41, 1000])
  func `batch-all stays finite with a huge margin`(_ loss: TripletLoss, _ margin: Float) throws {
    let sample = try ObjectiveSample(classes: 12, images: 4)
    let (outcome, gradients) = try sample.evaluate(
      .of(.triplet) { ($0.tripletLoss, $0.miner, $0.margin) = (loss, .batchAll, margin) })
    let (positive, negative) = (outcome.positiveDistance, outcome.negativeDistance)
    #expect(abs(outcome.loss / (margin + positive - negative) - 1) < 1e-5)
    #expect(gradients.allSatisfy { $0.isFinite })
    #expect(outcome.activeShare == 1)
  }
}
