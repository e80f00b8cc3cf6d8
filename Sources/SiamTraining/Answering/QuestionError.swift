internal import SiamData
internal import SiamMessages

/// Why a question has no answer.
enum QuestionError: Error, Equatable, CustomStringConvertible {
  /// An image the data doesn't have.
  case noImage(ImageID)
  /// A picture of another number of values than the data's have.
  case otherSize(values: Int, channels: Channels, width: Int, height: Int)
  /// A support set of too few classes, or with an empty one.
  case supportTooSmall(classes: Int)
  /// No query.
  case noQuery
  /// k and n, and the queries of a class.
  case impossibleEpisode(EpisodeSetting, queries: Int)
  /// A class that can't be explored.
  case notExplored(String)
  /// More classes were named than an episode has.
  case tooManyNamed(Int, way: Int)
  /// A named class has too few images.
  case tooFewImages(String, images: Int, needed: Int)
  /// Named classes of different groups, in an episode of one.
  case severalGroups
  /// An episode of one group, of data without any.
  case noGroups
  /// Fewer classes than an episode has; of one group where it is to be of one.
  case tooFewClasses(way: Int, classes: Int, needed: Int, isWithinGroup: Bool)
  /// Nothing trains, so there is no batch.
  case nothingTrains
  /// No step was taken yet.
  case noStep
  /// The run could not begin.
  case noNetwork
  /// It is about runs on disk.
  case notOfNetwork

  /// One line: what is lacking, and what to do.
  var description: String {
    switch self {
    case .noImage(let image): "the data has no image \(image.index); ask for another"
    case .otherSize(let values, let channels, let width, let height):
      "a picture of \(values) values, where the data's are \(width) × \(height) pixels in \(channels.rawValue); "
        + "resize it"
    case .supportTooSmall(let classes):
      classes < 2 ? "a support set needs two classes or more; add one" : "a class has no support image; give it one"
    case .noQuery: "there is no query; choose or draw one"
    case .impossibleEpisode(let setting, let queries):
      "an episode has 2 classes or more, 1 support image or more and no fewer than 0 queries of each, not "
        + "\(setting.way), \(setting.shot) and \(queries)"
    case .notExplored(let name): "\(name) is not among the classes to explore; choose another"
    case .tooManyNamed(let named, let way): "\(named) classes were chosen for a \(way)-way episode; raise the way"
    case .tooFewImages(let name, let images, let needed):
      "\(name) has \(images) images, and support and queries need \(needed); lower the shot or choose another class"
    case .severalGroups: "the chosen classes are of several groups; choose within one, or draw from all groups"
    case .noGroups: "the data has no groups; draw from all classes"
    case .tooFewClasses(let way, let classes, let needed, let isWithinGroup):
      isWithinGroup
        ? "a \(way)-way episode within a group needs \(way) of its classes with \(needed) images, and the largest has "
          + "\(classes); lower the way or the shot, or draw from all groups"
        : "a \(way)-way episode needs \(way) classes with \(needed) images, and there are \(classes); lower the way or "
          + "the shot"
    case .nothingTrains: "nothing trains here, so there is no batch; train with siam train"
    case .noStep: "no step was taken yet; wait for the first"
    case .notOfNetwork: "a network knows nothing of the runs on disk; ask whoever keeps them"
    case .noNetwork: "the run could not begin, so there is no network to ask"
    }
  }
}
