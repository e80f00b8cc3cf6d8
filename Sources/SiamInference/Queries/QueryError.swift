import SiamData
package import SiamCore

/// An error that occurs when a query can't be answered.
package enum QueryError: Error, Equatable, CustomStringConvertible {
  /// The image is not in the data.
  case noImage(ImageID)
  /// The pixels don't have the data's image size.
  case wrongSize(values: Int, channels: Channels, width: Int, height: Int)
  /// The support set has fewer than two classes, or a class without images.
  case supportTooSmall(classes: Int)
  /// The query has no query images.
  case noQuery
  /// The way, the shot or the number of queries per class is out of range.
  case impossibleEpisode(EpisodeSetting, queries: Int)
  /// The class is not among the explored ones.
  case notExplored(String)
  /// The query names more classes than the episode has.
  case tooManyNamed(Int, way: Int)
  /// A named class has too few images for support and queries.
  case tooFewImages(String, images: Int, needed: Int)
  /// The named classes are from several groups, but the episode is within one group.
  case severalGroups
  /// The episode is within a group, but the data has no groups.
  case noGroups
  /// There are fewer classes with enough images than the episode needs.
  case tooFewClasses(way: Int, classes: Int, needed: Int, isWithinGroup: Bool)
  /// There is no training, and so no batch.
  case notTraining
  /// Training has not taken a step yet.
  case noStep
  /// The run could not start.
  case noNetwork
  /// The query is about runs on disk, which `RunLibrary` answers.
  case needsRunLibrary

  /// One line: what is wrong, and what to do.
  package var description: String {
    switch self {
    case .noImage(let image): "no image \(image.index) in the data"
    case .wrongSize(let values, let channels, let width, let height):
      "an image of \(values) values, but the data has \(width) × \(height) pixels in \(channels.rawValue); resize it"
    case .supportTooSmall(let classes):
      classes < 2 ? "a support set needs at least 2 classes; add one" : "a class has no support image; add one"
    case .noQuery: "no query; choose or draw one"
    case .impossibleEpisode(let setting, let queries):
      "an episode needs at least 2 classes, 1 support image and 0 queries per class, not "
        + "\(setting.way), \(setting.shot) and \(queries)"
    case .notExplored(let name): "\(name) is not among the explored classes; choose another"
    case .tooManyNamed(let named, let way): "\(named) classes are chosen for a \(way)-way episode; raise the way"
    case .tooFewImages(let name, let images, let needed):
      SmallSetText.drawn(name, images: images, needed: needed)
    case .severalGroups: "the chosen classes are from several groups; choose within one, or draw from all groups"
    case .noGroups: "the data has no groups; draw from all classes"
    case .tooFewClasses(let way, let classes, let needed, let isWithinGroup):
      SmallSetText.drawn(way: way, classes: classes, needed: needed, isWithinGroup: isWithinGroup)
    case .notTraining: "no batch without training; use siam train"
    case .noStep: "no step yet; wait for the first"
    case .needsRunLibrary: "not a query about a network"
    case .noNetwork: "the run could not start, so there is no network"
    }
  }
}
