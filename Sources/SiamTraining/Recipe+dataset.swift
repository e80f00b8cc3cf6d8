import SiamFewShot
import SiamInference
import SiamNetworks
public import SiamCore
public import SiamData

extension Recipe {
  /// Adapts the recipe to a dataset, except for the settings that were requested explicitly.
  ///
  /// The image size becomes the dataset's, and the way of episodes is limited to the number of validation classes.
  /// Colour images are treated as photos: a rotated photo is not another class, and the default augmentation for ink
  /// becomes the default for photos.
  ///
  /// - Parameters:
  ///   - dataset: the dataset to train on.
  ///   - overrides: the settings that were requested explicitly (default: none).
  /// - Returns: the adapted recipe.
  public func fitted(to dataset: Dataset, overrides: RecipeOverrides = RecipeOverrides()) -> Recipe {
    var recipe = self
    recipe.imageSize = dataset.width
    if dataset.hasSameClasses { recipe.evaluation.queries = queries(fitting: dataset) }
    if !overrides.hasEpisodes { recipe.evaluation.settings = recipe.settings(fitting: dataset) }
    if dataset.channels != .grey, !overrides.hasQuarterTurnClasses { recipe.quarterTurnClasses = false }
    if let augmentation = overrides.augmentation {
      recipe.augmentation = augmentation.augmentation(for: dataset.channels)
    } else if augmentation == .default(for: .grey) {
      recipe.augmentation = .default(for: dataset.channels)
    }
    return recipe
  }

  /// The number of queries that at least half of the validation classes have, at most the recipe's.
  private func queries(fitting dataset: Dataset) -> Int {
    let counts = dataset.validation.map { dataset.images(of: $0).count }.sorted()
    return counts.isEmpty ? evaluation.queries : max(1, min(evaluation.queries, counts[counts.count / 2]))
  }

  private func settings(fitting dataset: Dataset) -> [EpisodeSetting] {
    var settings: [EpisodeSetting] = []
    for setting in evaluation.settings {
      let classes = dataset.validation.count {
        dataset.canDraw(shot: setting.shot, queries: evaluation.queries, from: $0)
      }
      let fitting = EpisodeSetting(way: classes < 2 ? setting.way : min(setting.way, classes), shot: setting.shot)
      if !settings.contains(fitting) { settings.append(fitting) }
    }
    return settings
  }
}

/// The settings of a recipe that were requested explicitly, and so are not adapted to the data.
public struct RecipeOverrides: Equatable, Sendable {
  /// Whether the way or the shot of episodes was requested.
  public var hasEpisodes = false
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
