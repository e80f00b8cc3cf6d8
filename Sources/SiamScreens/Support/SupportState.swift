import SiamMessages

/// What has the focus on the Support screen.
enum SupportPane: CaseIterable, Equatable, Sendable {
  /// The query and its scores.
  case queries
  /// The support set's pictures.
  case support
  /// What was taken for what, over the episodes so far.
  case confusions
  /// The classes to choose from.
  case classes
}

/// What the Support screen knows beside the run itself.
struct SupportState: Equatable, Sendable {
  /// What k may be.
  static let ways = 2...50
  /// What n may be.
  static let shots = 1...20

  /// k and n.
  private(set) var setting = EpisodeSetting(way: 5, shot: 1)
  /// How queries are named; nil for the objective's own way.
  private(set) var classifier: ClassifierName?
  /// Classes every episode has, in the order they were chosen; k at most.
  private(set) var chosen: [ClassID] = []
  /// Whether all classes of an episode are of one group.
  private(set) var isWithinGroup = false
  /// Draws the episode; a new one for each.
  private(set) var seed: UInt64 = 1

  /// The newest episode.
  private(set) var episode: SupportEpisode?
  /// The queries' newest scores against it.
  var scores = SupportScores()
  /// The episodes before it, as long as what is asked of them stays the same.
  private(set) var earlier = ConfusionTally()

  /// Queries from files.
  private(set) var files: [FileQuery] = []
  /// Files whose pictures are yet to come.
  private(set) var awaitedFiles: [String] = []
  /// What is drawn as a query.
  var drawing = Drawing()
  /// Whether keys and the mouse draw.
  var isDrawing = false

  /// The query on show.
  var query = QueryName.episode(0)
  /// What has the focus.
  var focus = SupportPane.queries
  /// The support image that is chosen.
  var place = SupportPlace(way: 0, shot: 0)
  /// The class that is pointed at, of those to choose from.
  var pointedClass = 0
  /// The first confusion in view.
  var firstConfusion = 0
  /// Whether the most similar class comes first, or the support set's order holds.
  var isSorted = false
}

extension SupportState {
  /// Asks for k classes, 2 to 50; of the chosen ones the first k stay.
  mutating func setWay(_ way: Int) {
    setting.way = min(max(way, SupportState.ways.lowerBound), SupportState.ways.upperBound)
    chosen = Array(chosen.prefix(setting.way))
  }

  /// Asks for n images of each class, 1 to 20.
  mutating func setShot(_ shot: Int) {
    setting.shot = min(max(shot, SupportState.shots.lowerBound), SupportState.shots.upperBound)
  }

  /// Names queries in another way, nil for the objective's own; the episodes before were not, so they count no longer.
  mutating func setClassifier(_ name: ClassifierName?) {
    guard name != classifier else { return }
    classifier = name
    earlier = ConfusionTally()
  }

  /// Asks for classes of one group, or of any.
  mutating func setWithinGroup(_ isWithin: Bool) { isWithinGroup = isWithin }

  /// Asks for another episode.
  mutating func drawAgain() { seed &+= 1 }

  /// Has every episode hold a class, or no longer; one more than k raises k.
  mutating func toggle(_ id: ClassID) {
    if let place = chosen.firstIndex(of: id) {
      chosen.remove(at: place)
    } else if chosen.count < SupportState.ways.upperBound {
      chosen.append(id)
      if chosen.count > setting.way { setting.way = chosen.count }
    }
  }

  /// Takes an episode in; the one before it counts among the earlier ones where both answer the same question but for
  /// the seed.
  mutating func take(_ drawn: DrawnEpisode, to question: EpisodeQuestion) {
    guard question != episode?.question, let next = SupportEpisode(drawn, to: question) else { return }
    if let episode, ConfusionTally.isAlike(episode.question, question) {
      earlier.add(episode, scores)
    } else {
      earlier = ConfusionTally()
    }
    episode = next
    scores.clear()
    place = next.nearest(to: place)
    if case .episode(let index) = query, index >= next.queries.count { query = .episode(0) }
  }

  /// The confusions of all episodes, the newest with its newest scores.
  var tally: ConfusionTally {
    var tally = earlier
    if let episode { tally.add(episode, scores) }
    return tally
  }

  /// Puts another image of its class at the chosen place; whether there was one.
  mutating func replaceImage() -> Bool {
    guard var changed = episode, changed.replace(at: place) else { return false }
    episode = changed
    scores.keepForComparison()
    return true
  }

  /// Asks for files as queries, beside those there are; no files at all forgets those.
  mutating func query(files paths: [String]) {
    awaitedFiles = Array(paths.prefix(200))
    if paths.isEmpty { files = [] }
  }

  /// Takes pictures of files in, those that fit the data, and shows the first; how many can't be queries, and why not
  /// the first of them.
  mutating func take(
    _ pictures: [FilePicture], fitting fits: ([UInt8]) -> Bool
  ) -> (problems: Int, first: String?) {
    awaitedFiles = []
    var problems: [String] = []
    let before = files.count
    for picture in pictures {
      if let pixels = picture.pixels, fits(pixels) {
        files.append(FileQuery(path: picture.path, pixels: pixels))
      } else {
        problems.append(picture.problem ?? "\(picture.path): not of the data's size")
      }
    }
    if files.count > before { query = .file(before) }
    return (problems.count, problems.first)
  }

  /// The files asked for will not come.
  mutating func giveUpFiles() { awaitedFiles = [] }
}
