import ArgumentParser
import SiamData
import SiamMessages

/// Where a run's images are.
struct DataPathOption: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Images by class: a folder, an archive, IDX or CIFAR files, a CSV (default: the bundled glyphs).",
      valueName: "path"),
    completion: .data)
  var path: String?
}

/// Where a run's images are, how they are read and how their classes are split.
struct DataOptions {
  var path: String?
  var reading: ReadingOptions
  var splitting: SplitOptions

  /// Refuses what contradicts itself.
  func check() throws {
    try reading.check()
    try splitting.check()
    if path == nil, let option = reading.optionOfFiles {
      throw ValidationError("\(option) is about files, and the bundled glyphs need none; give --data")
    }
  }

  /// A recipe with what was asked for.
  func changing(_ recipe: Recipe) -> Recipe {
    var recipe = recipe
    if let size = reading.imageSize { recipe.imageSize = size }
    if splitting.allowRepeats { recipe.repeatsImages = true }
    return recipe
  }

  /// How the images of a recipe are read and split.
  ///
  /// - Parameters:
  ///   - recipe: what the images are for.
  ///   - imageSize: what the recipe needs; nil where any size does, and the data may choose.
  /// - Returns: the options, with what was asked for above what the recipe needs.
  func options(for recipe: Recipe, imageSize: Int?) -> DatasetOptions {
    var options = DatasetOptions(recipe: recipe)
    options.side = imageSize
    reading.apply(to: &options)
    splitting.apply(to: &options)
    return options
  }
}
