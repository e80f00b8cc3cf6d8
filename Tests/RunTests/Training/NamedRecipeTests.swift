import SiamNetworks
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct NamedRecipeTests {
  @Test(arguments: [(RecipeName.omniglot, 256), (.glyphs, 64)])
  func `a named recipe's network fits its image size`(_ expected: (name: RecipeName, dimension: Int)) throws {
    let recipe = Recipe(named: expected.name)
    let network = try Network(recipe, channels: 1, height: recipe.imageSize, width: recipe.imageSize)
    #expect(network.encoder.dimension == expected.dimension && !network.hasPairHead)
    #expect(recipe.weightAveraging > 0 && recipe.evaluation.testTimeVariants > 1)
  }

  @Test func `another objective in a named recipe has its own margin, temperature and classes`() {
    var recipe = Recipe(named: .omniglot)
    recipe.setObjective(.pair)
    #expect(!recipe.quarterTurnClasses && recipe.imageSize == 56)
    recipe.setObjective(.contrastive)
    #expect(recipe.margin == 1 && recipe.quarterTurnClasses)
  }
}
