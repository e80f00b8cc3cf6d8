import SiamFewShot
import SiamMessages
import SiamTraining
import Testing

@Suite struct FittedEpisodesTests {
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
}
