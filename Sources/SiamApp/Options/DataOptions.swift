import ArgumentParser
import SiamData
import SiamCore

/// The option for a run's data.
struct DataPathOption: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Images by class: a folder, archive, IDX or CIFAR files, list, or downloaded dataset (default: bundled glyphs)",
      valueName: "path"),
    completion: .data)
  var path: String?
}

/// The options for a run's data: where it is, how it is read and how its classes are split.
struct DataOptions {
  var path: String?
  var reading: ReadingOptions
  var labels: LabelOptions
  var splitting: SplitOptions

  /// Throws a `ValidationError` for options that don't go together.
  func check() throws {
    try reading.check()
    try labels.check()
    try splitting.check()
    if path == nil, let option = reading.optionOfFiles ?? labels.firstGiven {
      throw ValidationError("\(option) requires --data")
    }
  }

  /// Returns a recipe changed by the options.
  func changing(_ recipe: Recipe) -> Recipe {
    var recipe = recipe
    if let size = reading.imageSize { recipe.imageSize = size }
    if splitting.allowRepeats { recipe.repeatsImages = true }
    if let singles = splitting.singleImageClasses { recipe.singleImageClasses = singles }
    return recipe
  }

  /// The options for reading a recipe's data.
  ///
  /// - Parameters:
  ///   - recipe: determines how many images of a class are needed.
  ///   - imageSize: the image size that the recipe requires; nil to choose it from the data.
  ///     `--image-size` overrides it.
  /// - Returns: the options for `Dataset.load`.
  func options(for recipe: Recipe, imageSize: Int?) -> DatasetOptions {
    var options = DatasetOptions(recipe: recipe)
    options.side = imageSize
    reading.apply(to: &options)
    labels.apply(to: &options)
    splitting.apply(to: &options)
    return options
  }
}
