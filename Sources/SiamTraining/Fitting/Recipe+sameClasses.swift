import SiamCore
import SiamData

extension Recipe {
  /// Adapts the episodes to data whose splits have the same classes: their queries are images of the validation split,
  /// their support images are training images.
  ///
  /// - Parameters:
  ///   - dataset: the dataset.
  ///   - fixed: the settings that were requested explicitly, which stay.
  mutating func fitEpisodes(toSameClassesOf dataset: Dataset, fixed: Set<FittedSetting>) {
    if !fixed.contains(.queries) {
      let counts = dataset.validation.map { dataset.images(of: $0).count }.sorted()
      // The number that at least half of the classes have.
      if !counts.isEmpty { evaluation.queries = max(1, min(evaluation.queries, counts[counts.count / 2])) }
    }
    guard !fixed.contains(.way) else { return }
    var settings: [EpisodeSetting] = []
    for setting in evaluation.settings {
      let classes = dataset.validation.count {
        dataset.canDraw(shot: setting.shot, queries: evaluation.queries, from: $0)
      }
      let fitting = EpisodeSetting(way: classes < 2 ? setting.way : min(setting.way, classes), shot: setting.shot)
      if !settings.contains(fitting) { settings.append(fitting) }
    }
    evaluation.settings = settings
  }
}
