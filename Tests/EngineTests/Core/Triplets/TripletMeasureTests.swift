import Foundation
import SiamCore
import Testing

@Suite struct TripletMeasureTests {
  static let report = TripletReport(
    anchor: ImageID(0), positive: ImageID(1), negative: ImageID(2), positiveDistance: 0.25, negativeDistance: 0.36,
    oppositeDistance: 1, loss: 9)

  @Test func `the loss of a reported triplet follows the margin and the recipe`() {
    var recipe = Recipe()
    let loss = { (recipe: Recipe) in TripletMeasure(recipe, margin: 0.3).loss(of: Self.report) }
    #expect(abs(loss(recipe) - 0.19) < 1e-6)
    recipe.distance = .euclidean
    #expect(abs(loss(recipe) - 0.2) < 1e-5)
    recipe.tripletLoss = .softMargin
    #expect(abs(loss(recipe) - log(1 + exp(0.2))) < 1e-5)
    recipe.objective = .contrastive
    // m² is 0.09, and the negative is 0.11 farther.
    #expect(loss(recipe) == 0)
    recipe.objective = .ntXent
    #expect(loss(recipe) == 9)
  }

  @Test func `without a recipe, triplets are measured by the hinge on squared distances`() {
    #expect(TripletMeasure(nil, margin: 0.3) == TripletMeasure(Recipe(), margin: 0.3))
  }

  @Test func `a kind by distances is the kind by their gap`() {
    for margin in [0.05, 0.2, 0.3] as [Float] {
      for step in -20...20 {
        // Multiples of 1/64 are exact.
        let (positive, negative) = (Float(0.5), 0.5 + Float(step) / 64)
        let kind = TripletKind(positive: positive, negative: negative, cost: positive + margin - negative)
        #expect(kind == TripletKind(gap: Double(negative - positive), threshold: Double(margin)))
      }
    }
    let kinds = TripletMeasure(Recipe(), margin: 0.3)
    #expect(kinds.kind(of: Self.report) == .semiHard)
    #expect(TripletMeasure(Recipe(), margin: 0.1).kind(of: Self.report) == .easy)
  }

  @Test func `a triplet with a NaN distance is hard`() {
    for (positive, negative) in [(Float.nan, 1), (1, .nan), (.nan, .nan)] as [(Float, Float)] {
      let gap = Double(negative) - Double(positive)
      #expect(TripletKind(positive: positive, negative: negative, cost: positive + 0.2 - negative) == .hard)
      #expect(TripletKind(gap: gap, threshold: 0.2) == .hard)
      for kind in DistanceKind.allCases {
        var (recipe, report) = (Recipe(), Self.report)
        recipe.distance = kind
        (report.positiveDistance, report.negativeDistance) = (positive, negative)
        #expect(TripletMeasure(recipe, margin: 0.2).kind(of: report) == .hard)
      }
      var mined = MinedCounts()
      mined.count(positive: positive, negative: negative, cost: positive + 0.2 - negative)
      #expect(mined == MinedCounts(hard: 1))
    }
  }

  @Test func `a threshold and its margin are inverse`() {
    for objective in Objective.allCases {
      let threshold = TripletMeasure.threshold(margin: 0.7, objective)
      #expect(abs(TripletMeasure.margin(threshold: threshold, objective) - 0.7) < 1e-12)
    }
  }
}
