import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Compares losses and gradients with PyTorch's in double precision (Fixtures/make-objective-fixtures.py).
@Suite(.computing)
struct PyTorchObjectiveTests {
  private static func sample() throws -> ObjectiveSample {
    var generator = SeededGenerator(seed: RecordedConv4.seed, purpose: .weights, step: 4)
    let centres = (0..<4 * 6).map { _ in generator.symmetric(1) }
    let features = (0..<16 * 6).map { Double(centres[$0 / 24 * 6 + $0 % 6] + generator.symmetric(0.7)) }
    return try ObjectiveSample(classes: 4, images: 4, Numbers([16, 6], features))
  }

  static let recipes: [(name: String, recipe: Recipe)] = {
    var recipes: [(name: String, recipe: Recipe)] = [
      ("prototypical", .of(.prototypical) { $0.temperature = 0.3 }), ("multi-similarity", .of(.multiSimilarity)),
      ("nt-xent", .of(.ntXent) { $0.temperature = 0.2 }),
    ]
    for reduction in Reduction.allCases {
      recipes.append(("contrastive.\(reduction)", .of(.contrastive) { $0.reduction = reduction }))
      for miner in [Miner.semiHard, .batchHard, .batchAll] {
        for (loss, distance) in TripletOptionsTests.options {
          let name = "triplet.\(miner.rawValue).\(distance.rawValue).\(loss.rawValue).\(reduction)"
          let recipe = Recipe.of(.triplet) {
            ($0.miner, $0.tripletLoss, $0.distance, $0.reduction) = (miner, loss, distance, reduction)
          }
          recipes.append((name, recipe))
        }
      }
    }
    return recipes
  }()

  @Test func `every objective's loss and gradient match PyTorch`() throws {
    let fixture = try Fixture("objectives")
    let sample = try Self.sample()
    for (name, recipe) in Self.recipes {
      let (outcome, gradients) = try sample.evaluate(recipe)
      #expect(relativeDifference([Double(outcome.loss)], try fixture("\(name).loss")) < 1e-5, "\(name)")
      #expect(
        relativeDifference(gradients.map(Double.init), try fixture("\(name).gradient")) < 2e-5, "\(name)")
    }
  }

  @Test func `the weights of distance-weighted negatives match PyTorch`() throws {
    let recorded = try Fixture("objectives")("distance-weights")
    let sample = try Self.sample()
    _ = try sample.evaluate(.of(.triplet))
    var weighting = DistanceWeighting(sample.labels, dimension: 6)
    for anchor in 0..<16 {
      weighting.computeWeights(sample.batch.distances, anchor: anchor)
      var weights = Array(repeating: 0.0, count: 16)
      let sum = weighting.weights.reduce(0, +)
      for (number, weight) in weighting.weights.enumerated() {
        weights[sample.labels.negative(of: anchor, at: number)] = Double(weight / sum)
      }
      #expect(relativeDifference(weights, Array(recorded[anchor * 16..<(anchor + 1) * 16])) < 1e-5)
    }
  }
}
