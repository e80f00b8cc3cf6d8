import SiamCore

/// A run to resume, and the options that were given with it.
struct ResumeRequest: Sendable {
  /// The run's folder.
  var run: String
  var data: DataOptions
  var recipe: RecipeOptions

  /// Returns the recipe of the run, changed by the options given now.
  func changing(_ recipe: Recipe) -> Recipe { data.changing(self.recipe.changing(recipe)) }
}
