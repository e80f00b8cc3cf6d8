public import SiamData
internal import SiamFewShot
public import SiamMessages
internal import SiamNetworks

extension Recipe {
  /// Refuses a recipe that asks for more of a dataset's held-out classes than there are, with `FewShotError`, or for an
  /// encoder that can't see its images, with `EncoderError`.
  public func check(against dataset: Dataset) throws {
    _ = try EncoderDescription(encoder, widths: widths, channels: 1, height: dataset.height, width: dataset.width)
    if !dataset.validation.isEmpty { _ = try episodeSamplers(dataset) }
  }

  /// The same recipe with episodes of no more ways than a dataset has held-out classes for.
  public func fitted(to dataset: Dataset) -> Recipe {
    var recipe = self
    recipe.evaluation.settings = []
    for setting in evaluation.settings {
      let images = setting.shot + evaluation.queries
      let classes = dataset.validation.count { dataset.images(of: $0).count >= images }
      let fitting = EpisodeSetting(way: classes < 2 ? setting.way : min(setting.way, classes), shot: setting.shot)
      if !recipe.evaluation.settings.contains(fitting) { recipe.evaluation.settings.append(fitting) }
    }
    return recipe
  }

  /// A sampler a setting, over the held-out images numbered class by class.
  func episodeSamplers(_ dataset: Dataset) throws(FewShotError) -> [EpisodeSampler] {
    let classes = ClassRows(dataset.validation, of: dataset).rows
    var samplers: [EpisodeSampler] = []
    for setting in evaluation.settings {
      samplers.append(try EpisodeSampler(classes, setting: setting, queries: evaluation.queries))
    }
    return samplers
  }
}
