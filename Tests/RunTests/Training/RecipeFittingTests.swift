import SiamData
import SiamFewShot
import SiamCore
import SiamInference
import SiamRuns
import SiamTraining
import Testing

@Suite struct RecipeFittingTests {
  @Test func `the way of episodes is limited to the number of validation classes`() throws {
    // There are two validation classes of five images.
    let dataset = try SmallData.dataset()
    var recipe = Recipe()
    recipe.evaluation.queries = 4
    #expect(throws: FewShotError.self) { try recipe.check(against: dataset) }
    let fitted = recipe.fitted(to: dataset)
    #expect(fitted.evaluation.settings == [EpisodeSetting(way: 2, shot: 1)])
    try fitted.check(against: dataset)
  }

  @Test func `a class with too few images for a query is not counted`() throws {
    let dataset = try SmallData.dataset()
    var recipe = Recipe()
    recipe.evaluation.queries = 5
    var overrides = RecipeOverrides()
    overrides.fixed = [.queries]
    #expect(throws: FewShotError.self) {
      try recipe.fitted(to: dataset, overrides: overrides).check(against: dataset)
    }
    // Unless it is fixed, the number of queries adapts.
    let fitted = recipe.fitted(to: dataset)
    #expect(fitted.evaluation.queries == 4)
    try fitted.check(against: dataset)
  }

  /// Makes two classes of two coloured images.
  private static func coloured() throws -> Dataset {
    var options = DatasetOptions()
    (options.channels, options.holdOut) = (.rgb, .last(0))
    let images: [[UInt8]] = [Array(0..<12), Array(12..<24)]
    return try Dataset(name: "photos", side: 2, classes: [("a", images), ("b", images)], options: options)
  }

  @Test func `photos are mirrored and not rotated unless requested`() throws {
    let (grey, rgb) = (try SmallData.dataset(), try Self.coloured())
    let recipe = Recipe()
    #expect(recipe.fitted(to: grey).augmentation == Augmentation() && recipe.fitted(to: grey).quarterTurnClasses)
    #expect(recipe.fitted(to: rgb).augmentation == .photo && !recipe.fitted(to: rgb).quarterTurnClasses)
    var overrides = RecipeOverrides()
    overrides.hasQuarterTurnClasses = true
    overrides.augmentation = try AugmentationRequest(argument: "default,cutout=0.3")
    var expected = Augmentation.photo
    expected.cutout = 0.3
    #expect(recipe.fitted(to: rgb, overrides: overrides).augmentation == expected)
    #expect(recipe.fitted(to: rgb, overrides: overrides).quarterTurnClasses)
    var changed = recipe
    changed.augmentation.elastic = 0.02
    #expect(changed.fitted(to: rgb).augmentation == changed.augmentation)
  }

  @Test func `requested episodes are not adapted`() throws {
    let recipe = Recipe()
    var overrides = RecipeOverrides()
    overrides.fixed = [.way, .shot, .queries]
    #expect(try recipe.fitted(to: SmallData.dataset(), overrides: overrides).evaluation == recipe.evaluation)
  }
}
