import Foundation
import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Compares the stated collapsed loss of each objective with its loss for equal embeddings.
@Suite(.computing)
struct CollapsedLossTests {
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
  func `equal embeddings have the collapsed loss and no gradient`(_ recipe: Recipe) throws {
    // All features are equal, or zero as when every ReLU is dead.
    for value in [0.5, 0] {
      let sample = try ObjectiveSample(
        classes: 3, images: 4, Numbers([12, 4], Array(repeating: value, count: 48)))
      let (outcome, gradients) = try sample.evaluate(recipe)
      let collapsed = try sample.planned(recipe).collapsedLoss(recipe)
      #expect(abs(outcome.loss / collapsed.value - 1) < 1e-5, "\(outcome.loss) and \(collapsed.value)")
      // The Euclidean distance is steep at 0: its slope with respect to the squared distance is 500.
      #expect(gradients.allSatisfy { abs($0) < 1e-4 })
      #expect(!collapsed.description.isEmpty)
    }
  }

  @Test func `a solved batch has a far smaller loss than a collapsed one`() throws {
    let corners = (0..<12).flatMap { image in (0..<3).map { $0 == image / 4 ? 1.0 : 0 } }
    let sample = try ObjectiveSample(classes: 3, images: 4, Numbers([12, 3], corners))
    for recipe in Objective.allCases.map({ Recipe(objective: $0) }) where recipe.objective != .pair {
      let loss = try sample.evaluate(recipe).outcome.loss
      let collapsed = try sample.planned(recipe).collapsedLoss(recipe).value
      #expect(loss < 0.6 * collapsed, "\(recipe.objective): \(loss) of \(collapsed)")
    }
  }

  @Test func `collapsed losses have their well-known values`() throws {
    let sample = try ObjectiveSample(classes: 3, images: 4)
    func collapsed(_ recipe: Recipe) throws -> Double { Double(try sample.planned(recipe).collapsedLoss(recipe).value) }
    #expect(abs(try collapsed(.of(.triplet)) - 0.2) < 1e-6)
    #expect(abs(try collapsed(.of(.triplet) { ($0.tripletLoss, $0.margin) = (.softMargin, 0) }) - log(2)) < 1e-6)
    #expect(abs(try collapsed(.of(.pair)) - log(2)) < 1e-6)
    #expect(abs(try collapsed(.of(.prototypical)) - log(3)) < 1e-6)
    #expect(abs(try collapsed(.of(.ntXent)) - log(11)) < 1e-6)
    #expect(abs(try collapsed(.of(.contrastive)) - 0.25) < 1e-3)
  }
}
