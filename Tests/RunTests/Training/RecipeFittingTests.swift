import SiamData
import SiamFewShot
import SiamMessages
import SiamTraining
import Testing

@Suite struct RecipeFittingTests {
  @Test func `episodes shrink to the held-out classes there are`() throws {
    // Two classes of five images are held out.
    let dataset = try SmallData.dataset()
    var recipe = Recipe()
    recipe.evaluation.queries = 4
    #expect(throws: FewShotError.self) { try recipe.check(against: dataset) }
    let fitted = recipe.fitted(to: dataset)
    #expect(fitted.evaluation.settings == [EpisodeSetting(way: 2, shot: 1)])
    try fitted.check(against: dataset)
  }

  @Test func `too few images for a query can't be fitted`() throws {
    let dataset = try SmallData.dataset()
    var recipe = Recipe()
    recipe.evaluation.queries = 5
    #expect(throws: FewShotError.self) { try recipe.fitted(to: dataset).check(against: dataset) }
  }

  /// Nothing but colours: two classes of two pictures.
  private static func coloured() throws -> Dataset {
    var options = DatasetOptions()
    (options.channels, options.holdOut) = (.rgb, .last(0))
    let images: [[UInt8]] = [Array(0..<12), Array(12..<24)]
    return try Dataset(name: "photos", side: 2, classes: [("a", images), ("b", images)], options: options)
  }

  @Test func `photos are mirrored, and turned ones are no other classes, unless that was asked for`() throws {
    let (grey, rgb) = (try SmallData.dataset(), try Self.coloured())
    let recipe = Recipe()
    #expect(recipe.fitted(to: grey).augmentation == Augmentation() && recipe.fitted(to: grey).quarterTurnClasses)
    #expect(recipe.fitted(to: rgb).augmentation == .photo && !recipe.fitted(to: rgb).quarterTurnClasses)
    var asked = RecipeRequests()
    asked.hasQuarterTurnClasses = true
    asked.augmentation = try AskedAugmentation(argument: "default,cutout=0.3")
    var expected = Augmentation.photo
    expected.cutout = 0.3
    #expect(recipe.fitted(to: rgb, keeping: asked).augmentation == expected)
    #expect(recipe.fitted(to: rgb, keeping: asked).quarterTurnClasses)
    var changed = recipe
    changed.augmentation.elastic = 0.02
    #expect(changed.fitted(to: rgb).augmentation == changed.augmentation)
  }

  @Test func `episodes that were asked for stay`() throws {
    let recipe = Recipe()
    var asked = RecipeRequests()
    asked.hasEpisodes = true
    #expect(try recipe.fitted(to: SmallData.dataset(), keeping: asked).evaluation == recipe.evaluation)
  }
}
