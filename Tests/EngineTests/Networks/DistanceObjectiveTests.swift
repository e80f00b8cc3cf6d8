import Foundation
import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Tests of the objectives that depend only on a batch's distances.
@Suite(.computing)
struct DistanceObjectiveTests {
  static let objectives: [Objective] = [.contrastive, .prototypical, .multiSimilarity, .ntXent]
  static let sizes = [(classes: 2, images: 2), (3, 3), (4, 4), (2, 5)]

  /// Returns the exact loss, and the function that the gradient belongs to, with the pairs selected at the sample's
  /// features.
  private func exact(_ sample: ObjectiveSample, _ recipe: Recipe) -> (loss: Double, reduced: (Numbers) -> Double) {
    let plain = sample.plain(sample.features)
    let (margin, temperature) = (Double(recipe.margin), Double(recipe.temperature))
    switch recipe.objective {
    case .contrastive:
      func loss(_ plain: PlainObjectives, among: Int?) -> Double {
        let (same, different) = plain.contrastive(margin: margin)
        return same.reduce(0, +) / Double(same.count) / 2
          + different.reduce(0, +) / Double(max(among ?? different.count, 1)) / 2
      }
      let active = plain.contrastive(margin: margin).different.count { $0 > 0 }
      return (loss(plain, among: nil), { loss(sample.plain($0), among: recipe.reduction == .all ? nil : active) })
    case .prototypical:
      let shots = sample.labels.images / 2
      return (
        plain.prototypical(temperature: temperature, shots: shots),
        { sample.plain($0).prototypical(temperature: temperature, shots: shots) }
      )
    case .multiSimilarity:
      let pairs = plain.informativePairs(epsilon: 0.1)
      func loss(_ plain: PlainObjectives) -> Double { plain.multiSimilarity(pairs, alpha: 2, beta: 50, lambda: 0.5) }
      return (loss(plain), { loss(sample.plain($0)) })
    default:
      return (plain.ntXent(temperature: temperature), { sample.plain($0).ntXent(temperature: temperature) })
    }
  }

  @Test(arguments: objectives, sizes)
  func `loss and gradient agree with a plain reference and its central differences`(
    _ objective: Objective, _ size: (classes: Int, images: Int)
  ) throws {
    for reduction in objective == .contrastive ? Reduction.allCases : [.active] {
      let sample = try ObjectiveSample(classes: size.classes, images: size.images)
      let recipe = Recipe.of(objective) {
        $0.reduction = reduction
        $0.temperature = 0.3
      }
      let (outcome, gradients) = try sample.evaluate(recipe)
      let (loss, reduced) = exact(sample, recipe)
      #expect(relativeDifference([Double(outcome.loss)], [loss]) < 1e-5)
      let differences = centralDifferences(of: reduced, at: sample.features, step: 1e-6)
      #expect(relativeDifference(gradients, differences) < 5e-5, "\(reduction)")
    }
  }

  @Test func `the contrastive sample has negative pairs with and without a loss`() throws {
    let sample = try ObjectiveSample(classes: 4, images: 4)
    let different = sample.plain(sample.features).contrastive(margin: 1).different
    let active = different.count { $0 > 0 }
    #expect(active > 0 && active < different.count)
  }

  @Test func `multi-similarity selects some pairs of the sample and skips others`() throws {
    let sample = try ObjectiveSample(classes: 4, images: 4)
    let pairs = sample.plain(sample.features).informativePairs(epsilon: 0.1)
    let positives = pairs.reduce(0) { $0 + $1.positives.count }
    let negatives = pairs.reduce(0) { $0 + $1.negatives.count }
    #expect(positives > 0 && positives < 16 * 3 && negatives > 0 && negatives < 16 * 12)
  }

  @Test func `losses of two orthogonal classes match a hand calculation`() throws {
    // Each class's images are equal: d⁺ = 0, d⁻ = 2, cosines 1 and 0.
    let sample = try ObjectiveSample(classes: 2, images: 2, Numbers([4, 2], [1, 0, 2, 0, 0, 1, 0, 3]))
    func loss(_ recipe: Recipe) throws -> Double { Double(try sample.evaluate(recipe).outcome.loss) }
    // Negative pairs have half of the weight: ½ (1.5 − √2)² / 2.
    let contrastive = try loss(.of(.contrastive) { $0.margin = 1.5 })
    #expect(abs(contrastive - pow(1.5 - sqrt(2), 2) / 4) < 1e-6)
    #expect(abs(try loss(.of(.prototypical) { $0.temperature = 1 }) - log(1 + exp(-2))) < 1e-6)
    // One positive among three images: −ln(e / (e + 2)).
    #expect(abs(try loss(.of(.ntXent) { $0.temperature = 1 }) - log(1 + 2 * exp(-1))) < 1e-6)
    // No pair is selected.
    #expect(try loss(.of(.multiSimilarity)) == 0)
  }

  @Test(arguments: objectives)
  func `a NaN feature makes the loss NaN`(_ objective: Objective) throws {
    let sample = try ObjectiveSample(classes: 3, images: 2, Numbers([6, 2], Array(repeating: .nan, count: 12)))
    #expect(try sample.evaluate(.of(objective)).outcome.loss.isNaN)
  }

  @Test(arguments: objectives, [(1, 4), (4, 1), (0, 0)])
  func `a batch without positive or negative pairs is rejected`(
    _ objective: Objective, _ size: (classes: Int, images: Int)
  ) throws {
    let labels = BatchLabels(classes: size.classes, images: size.images)
    let store = try ParameterStore(PairHead.parameterShapes(dimension: 3), statistics: [])
    #expect(
      throws: TensorError.shape(
        operation: objective.rawValue, found: [size.classes, size.images],
        expected: "at least 2 classes of 2 images each")
    ) {
      _ = try objective.planned(try ComputeContext(), labels, dimension: 3, parameters: store)
    }
  }

  @Test(arguments: objectives + [.pair])
  func `the outcome has the distances of all pairs, the active share of all triplets and the batch-hard triplets`(
    _ objective: Objective
  ) throws {
    let sample = try ObjectiveSample(classes: 4, images: 3)
    let recipe = Recipe.of(objective) { $0.margin = objective == .contrastive ? 0.5 : 0.25 }
    let outcome = try sample.evaluate(recipe).outcome
    let plain = sample.plainTriplets
    if objective != .pair {
      let pairs = plain.all
      let positive = pairs.reduce(0) { $0 + plain.distance($1.anchor, $1.positive) } / Double(pairs.count)
      let negative = pairs.reduce(0) { $0 + plain.distance($1.anchor, $1.negative) } / Double(pairs.count)
      #expect(abs(Double(outcome.positiveDistance) - positive) < 1e-5)
      #expect(abs(Double(outcome.negativeDistance) - negative) < 1e-5)
      let active = plain.hinge(plain.all, margin: 0.25).active
      #expect(outcome.activeShare == Float(active) / Float(plain.all.count))
    }
    let costs = plain.batchHard.map { plain.cost($0, margin: 0.25) }
    #expect(outcome.mined.easy == costs.count { $0 <= 0 })
    #expect(outcome.mined.semiHard == costs.count { $0 > 0 && $0 < 0.25 })
    #expect(outcome.mined.hard == costs.count { $0 >= 0.25 })
    let entries = outcome.costliest.entries
    let worst = costs.sorted(by: >).prefix(8)
    #expect(entries.count == 8)
    #expect(zip(entries, worst).allSatisfy { abs(Double($0.cost) - $1) < 1e-5 && $0.loss == max(0, $0.cost) })
    #expect(entries.allSatisfy { plain.batchHard.contains(.init($0.triplet)) })
  }
}
