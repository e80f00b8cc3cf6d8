import SiamFewShot
import SiamInference
import SiamNetworks
public import SiamCore
public import SiamData

extension Recipe {
  /// Adapts the recipe to a dataset, except for the settings that were requested explicitly.
  ///
  /// The image size becomes the dataset's; ways, shots, queries and the batch are limited to what the classes allow.
  /// Colour images are treated as photos: a rotated photo is not another class, and the default augmentation for ink
  /// becomes the default for photos. `RecipeFit` also chooses the validation classes.
  ///
  /// - Parameters:
  ///   - dataset: the dataset to train on.
  ///   - overrides: the settings that were requested explicitly (default: none).
  /// - Returns: the adapted recipe; settings that no class allows stay as they are, and `check` rejects them.
  public func fitted(to dataset: Dataset, overrides: RecipeOverrides = RecipeOverrides()) -> Recipe {
    var recipe = adapted(to: dataset, overrides)
    let sizes = ClassSizes(dataset.sizes(of: dataset.validation))
    if dataset.hasSameClasses {
      recipe.fitEpisodes(toSameClassesOf: dataset, fixed: overrides.fixed)
    } else if let fit = EpisodeFit(
      evaluation.settings, queries: evaluation.queries, fixed: overrides.fixed, sizes: sizes)
    {
      (recipe.evaluation.settings, recipe.evaluation.queries) = (fit.settings, fit.queries)
    }
    if let fit = BatchFit(recipe, fixed: overrides.fixed, sizes: dataset.sizes(of: dataset.training)) {
      (recipe.batchClasses, recipe.batchImages) = (fit.classes, fit.images)
    }
    return recipe
  }

  /// Adapts what depends on the images alone: their size and how they are augmented.
  func adapted(to dataset: Dataset, _ overrides: RecipeOverrides) -> Recipe {
    var recipe = self
    recipe.imageSize = dataset.width
    if dataset.channels != .grey, !overrides.hasQuarterTurnClasses { recipe.quarterTurnClasses = false }
    if let augmentation = overrides.augmentation {
      recipe.augmentation = augmentation.augmentation(for: dataset.channels)
    } else if augmentation == .default(for: .grey) {
      recipe.augmentation = .default(for: dataset.channels)
    }
    // The copies of an image would be equal, and nothing could be learned from them.
    if recipe.singleImageClasses == .augment, recipe.augmentation == .none {
      recipe.augmentation = .default(for: dataset.channels)
    }
    return recipe
  }
}

/// The settings of a recipe that were requested explicitly, and so are not adapted to the data.
public struct RecipeOverrides: Equatable, Sendable {
  /// The settings of episodes and batches that were requested.
  public var fixed: Set<FittedSetting> = []
  /// The options for evaluations that were given, such as `--way 20`, by name.
  public var evaluationOptions: [String] = []
  /// Whether `quarterTurnClasses` was requested.
  public var hasQuarterTurnClasses = false
  /// The requested augmentation, or nil for the default.
  public var augmentation: AugmentationRequest?

  /// Makes overrides without any requested settings.
  public init() {}
}

extension Recipe {
  /// Checks that a dataset can be used with this recipe.
  ///
  /// - Throws: `FewShotError` if there are too few validation classes; `EncoderError` if the encoder doesn't support
  ///   the image size.
  public func check(against dataset: Dataset) throws {
    _ = try EncoderDescription(
      encoder, widths: widths, channels: dataset.channels.count, height: dataset.height, width: dataset.width)
    if !dataset.validation.isEmpty { _ = try episodeSamplers(dataset) }
  }

  /// Makes a sampler per setting, over the validation images numbered class by class.
  func episodeSamplers(_ dataset: Dataset) throws(FewShotError) -> [EpisodeSampler] {
    let classes = ClassRows(evaluating: dataset.validation, of: dataset)
    var samplers: [EpisodeSampler] = []
    for setting in evaluation.settings {
      samplers.append(
        try EpisodeSampler(
          classes.rows, setting: setting, queries: evaluation.queries, support: classes.support))
    }
    return samplers
  }
}
