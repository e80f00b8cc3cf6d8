import SiamCore
import Testing

@testable import SiamScreens

/// The texts about the triplet loss.
@Suite struct TripletFormulaTests {
  private static func formula(_ loss: TripletLoss, _ distance: DistanceKind) -> TripletFormula {
    var recipe = Recipe()
    (recipe.tripletLoss, recipe.distance) = (loss, distance)
    return TripletFormula(recipe)
  }

  @Test func `the loss is written as the recipe computes it`() {
    #expect(TripletFormula(nil).loss == "max(0, d⁺ + α − d⁻)")
    #expect(Self.formula(.hinge, .squared).loss == "max(0, d⁺ + α − d⁻)")
    #expect(Self.formula(.hinge, .euclidean).loss == "max(0, √d⁺ + α − √d⁻)")
    #expect(Self.formula(.softMargin, .squared).loss == "ln(1 + exp(d⁺ + α − d⁻))")
    #expect(Self.formula(.softMargin, .euclidean).loss == "ln(1 + exp(√d⁺ + α − √d⁻))")
  }

  @Test func `only the squared hinge loss fills the gap to the margin`() {
    #expect(Self.formula(.hinge, .squared).isSum && Self.formula(.hinge, .squared).bar.contains("d⁺ + α = d⁻ + loss"))
    for formula in [Self.formula(.softMargin, .squared), Self.formula(.hinge, .euclidean)] {
      #expect(!formula.isSum && !formula.bar.contains("= d⁻ + loss"))
    }
    #expect(Self.formula(.softMargin, .squared).circle.contains("low loss"))
    #expect(Self.formula(.hinge, .euclidean).kinds.contains("√d⁻ ≥ √d⁺ + α"))
    #expect(Self.formula(.hinge, .euclidean).ruler == "ends at (√d⁺ + α)²")
  }
}
