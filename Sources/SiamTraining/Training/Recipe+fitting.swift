public import SiamData
public import SiamMessages

extension Recipe {
  /// The same recipe as suits a dataset, but for what was asked for.
  ///
  /// Its images have the dataset's size.
  /// Episodes have no more ways than there are held-out classes for. Pictures in colour are taken for photos: a turned
  /// one is no other class, and where the augmentation is the usual one for ink it becomes the usual one for photos.
  public func fitted(to dataset: Dataset, keeping asked: RecipeRequests = RecipeRequests()) -> Recipe {
    var recipe = self
    recipe.imageSize = dataset.width
    if !asked.hasEpisodes { recipe.evaluation.settings = settings(fitting: dataset) }
    if dataset.channels != .grey, !asked.hasQuarterTurnClasses { recipe.quarterTurnClasses = false }
    if let augmentation = asked.augmentation {
      recipe.augmentation = augmentation.augmentation(for: dataset.channels)
    } else if augmentation == .usual(for: .grey) {
      recipe.augmentation = .usual(for: dataset.channels)
    }
    return recipe
  }

  private func settings(fitting dataset: Dataset) -> [EpisodeSetting] {
    var settings: [EpisodeSetting] = []
    for setting in evaluation.settings {
      let images = setting.shot + evaluation.queries
      let classes = dataset.validation.count { dataset.images(of: $0).count >= images }
      let fitting = EpisodeSetting(way: classes < 2 ? setting.way : min(setting.way, classes), shot: setting.shot)
      if !settings.contains(fitting) { settings.append(fitting) }
    }
    return settings
  }
}
