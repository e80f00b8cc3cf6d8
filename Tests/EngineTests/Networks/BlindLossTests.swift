import Foundation
import PlainReference
import SiamMessages
import SiamNetworks
import SiamTensors
import Testing

/// What an objective says a blind network loses is what it finds where all embeddings are equal.
@Suite(.computing)
struct BlindLossTests {
  static let recipes: [Recipe] =
    Objective.allCases.map { Recipe(objective: $0) }
    + TripletLoss.allCases.flatMap { loss in
      DistanceKind.allCases.flatMap { distance in
        Miner.allCases.map { miner in
          .of(.triplet) { ($0.tripletLoss, $0.distance, $0.miner, $0.margin) = (loss, distance, miner, 0.3) }
        }
      }
    }
    + [
      .of(.prototypical) { $0.temperature = 2 }, .of(.ntXent) { $0.temperature = 2 },
      .of(.contrastive) { $0.margin = 0.3 },
      .of(.multiSimilarity) { ($0.multiSimilarity.alpha, $0.multiSimilarity.beta) = (1, 3) },
    ]

  @Test(arguments: recipes)
  func `equal embeddings cost the blind loss and get no gradient`(_ recipe: Recipe) throws {
    // Equal, or zero as where every ReLU is dead.
    for value in [0.5, 0] {
      let sample = try ObjectiveSample(
        classes: 3, images: 4, Numbers([12, 4], Array(repeating: value, count: 48)))
      let (outcome, gradients) = try sample.evaluate(recipe)
      let blind = try sample.planned(recipe).blindLoss(recipe)
      #expect(abs(outcome.loss / blind.value - 1) < 1e-5, "\(outcome.loss) and \(blind.value)")
      // The plain distance is steep there: 500 for each unit of a squared distance.
      #expect(gradients.allSatisfy { abs($0) < 1e-4 })
      #expect(!blind.words.isEmpty)
    }
  }

  @Test func `a solved batch costs far less than a blind one`() throws {
    let corners = (0..<12).flatMap { place in (0..<3).map { $0 == place / 4 ? 1.0 : 0 } }
    let sample = try ObjectiveSample(classes: 3, images: 4, Numbers([12, 3], corners))
    for recipe in Objective.allCases.map({ Recipe(objective: $0) }) where recipe.objective != .pair {
      let loss = try sample.evaluate(recipe).outcome.loss
      let blind = try sample.planned(recipe).blindLoss(recipe).value
      #expect(loss < 0.6 * blind, "\(recipe.objective): \(loss) of \(blind)")
    }
  }

  @Test func `the well-known ones`() throws {
    let sample = try ObjectiveSample(classes: 3, images: 4)
    func blind(_ recipe: Recipe) throws -> Double { Double(try sample.planned(recipe).blindLoss(recipe).value) }
    #expect(abs(try blind(.of(.triplet)) - 0.2) < 1e-6)
    #expect(abs(try blind(.of(.triplet) { ($0.tripletLoss, $0.margin) = (.softMargin, 0) }) - log(2)) < 1e-6)
    #expect(abs(try blind(.of(.pair)) - log(2)) < 1e-6)
    #expect(abs(try blind(.of(.prototypical)) - log(3)) < 1e-6)
    #expect(abs(try blind(.of(.ntXent)) - log(11)) < 1e-6)
    #expect(abs(try blind(.of(.contrastive)) - 0.25) < 1e-3)
  }
}
