import SiamCore

/// The panels of the Support screen that can have the focus.
enum SupportPane: CaseIterable, Equatable, Sendable {
  /// The query and its scores.
  case queries
  /// The images of the support set.
  case support
  /// The confusions over all episodes so far.
  case confusions
  /// The list of classes to choose from.
  case classes
}

/// The state of the Support screen.
struct SupportState: Equatable, Sendable {
  /// The range of the number of classes, k.
  static let ways = 2...50
  /// The range of the number of support images per class, n.
  static let shots = 1...20

  /// The requested k and n.
  private(set) var setting = EpisodeSetting(way: 5, shot: 1)
  /// The classifier; nil for the default of the objective.
  private(set) var classifier: ClassifierName?
  /// The classes that every episode contains, in the order they were chosen; at most k.
  private(set) var chosen: [ClassID] = []
  /// Whether all classes of an episode come from one group.
  private(set) var isWithinGroup = false
  /// The seed that samples the episode.
  private(set) var seed: UInt64 = 1

  /// The current episode.
  private(set) var episode: SupportEpisode?
  /// The latest scores of the queries.
  var scores = SupportScores()
  /// The confusions of earlier episodes with the same settings.
  private(set) var earlier = ConfusionTally()

  /// The queries from files.
  private(set) var files: [FileQuery] = []
  /// The files that are still to be read.
  private(set) var awaitedFiles: [String] = []
  /// The drawn query.
  var drawing = Drawing()
  /// Whether the pad is open, so that keys and the mouse draw.
  var isDrawing = false

  /// The current query.
  var query = SupportQueryID.episode(0)
  /// The panel that has the focus.
  var focus = SupportPane.queries
  /// The slot of the chosen support image.
  var slot = SupportSlot(way: 0, shot: 0)
  /// The index of the class under the cursor, in the list of classes.
  var pointedClass = 0
  /// The index of the first confusion in view.
  var firstConfusion = 0
  /// Whether classes are sorted by similarity instead of the order of the support set.
  var isSorted = false
}

extension SupportState {
  /// Sets the number of classes, clamped to `ways`. Only the first k chosen classes stay chosen.
  mutating func setWay(_ way: Int) {
    setting.way = min(max(way, SupportState.ways.lowerBound), SupportState.ways.upperBound)
    chosen = Array(chosen.prefix(setting.way))
  }

  /// Sets the number of support images per class, clamped to `shots`.
  mutating func setShot(_ shot: Int) {
    setting.shot = min(max(shot, SupportState.shots.lowerBound), SupportState.shots.upperBound)
  }

  /// Sets the classifier, or nil for the default of the objective, and discards the confusions of earlier episodes.
  mutating func setClassifier(_ name: ClassifierName?) {
    guard name != classifier else { return }
    classifier = name
    earlier = ConfusionTally()
  }

  /// Sets whether all classes come from one group.
  mutating func setWithinGroup(_ isWithin: Bool) { isWithinGroup = isWithin }

  /// Requests another episode.
  mutating func drawAgain() { seed &+= 1 }

  /// Adds a class to every episode, or removes it. More than k chosen classes raise k.
  mutating func toggle(_ id: ClassID) {
    if let index = chosen.firstIndex(of: id) {
      chosen.remove(at: index)
    } else if chosen.count < SupportState.ways.upperBound {
      chosen.append(id)
      if chosen.count > setting.way { setting.way = chosen.count }
    }
  }

  /// Replaces the episode. Its predecessor counts as an earlier episode if the queries differ in the seed only.
  mutating func apply(_ drawn: DrawnEpisode, to request: EpisodeQuery) {
    guard request != episode?.request, let next = SupportEpisode(drawn, to: request) else { return }
    if let episode, ConfusionTally.differOnlyInSeed(episode.request, request) {
      earlier.add(episode, scores)
    } else {
      earlier = ConfusionTally()
    }
    episode = next
    scores.clear()
    slot = next.nearest(to: slot)
    if case .episode(let index) = query, index >= next.queries.count { query = .episode(0) }
  }

  /// The confusions of all episodes, with the latest scores of the current one.
  var tally: ConfusionTally {
    var tally = earlier
    if let episode { tally.add(episode, scores) }
    return tally
  }

  /// Replaces the chosen support image by another of its class; returns false if there is none.
  mutating func replaceImage() -> Bool {
    guard var changed = episode, changed.replace(at: slot) else { return false }
    episode = changed
    scores.beginComparison()
    return true
  }

  /// Requests files as additional queries; without paths, removes all files.
  mutating func query(files paths: [String]) {
    awaitedFiles = Array(paths.prefix(200))
    if paths.isEmpty { files = [] }
  }

  /// Adds the images of files that fit the data as queries and shows the first of them.
  ///
  /// - Returns: the number of files that can't be queries, and the reason for the first of them.
  mutating func addFiles(
    _ images: [QueryImage], fitting fits: ([UInt8]) -> Bool
  ) -> (problems: Int, first: String?) {
    awaitedFiles = []
    var problems: [String] = []
    let before = files.count
    for image in images {
      if let pixels = image.pixels, fits(pixels) {
        files.append(FileQuery(path: image.path, pixels: pixels))
      } else {
        problems.append(image.problem ?? "\(image.path): the size differs from that of the data")
      }
    }
    if files.count > before { query = .file(before) }
    return (problems.count, problems.first)
  }

  /// Gives up on the requested files.
  mutating func cancelFiles() { awaitedFiles = [] }
}
