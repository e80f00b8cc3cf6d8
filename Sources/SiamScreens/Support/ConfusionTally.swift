import SiamCore

/// The confusions over a number of episodes.
///
/// An episode counts once, with its latest scores; a tie counts as wrong.
struct ConfusionTally: Equatable, Sendable {
  /// A true class and the other class that was predicted.
  struct Mistake: Hashable, Sendable {
    var truth: ClassID
    var predicted: ClassID
  }

  /// The number of episodes with scores.
  private(set) var episodes = 0
  /// The number of queries with scores.
  private(set) var queries = 0
  /// The number of queries classified correctly.
  private(set) var correct = 0
  /// The number of queries without a prediction because several classes were equally similar.
  private(set) var ties = 0
  private var mistakes: [Mistake: Int] = [:]

  /// The share of queries classified correctly; nil without queries.
  var accuracy: Double? { queries > 0 ? Double(correct) / Double(queries) : nil }

  /// The confusions, the most frequent first.
  var ranking: [(mistake: Mistake, count: Int)] {
    mistakes.map { (mistake: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.mistake.truth, $0.mistake.predicted) < ($0.count, $1.mistake.truth, $1.mistake.predicted)
    }
  }

  /// Counts the queries of an episode by their scores.
  mutating func add(_ episode: SupportEpisode, _ scores: SupportScores) {
    var scored = 0
    for query in episode.queries {
      guard let score = scores.score(of: query.image) else { continue }
      scored += 1
      switch score.prediction {
      case query.truth: correct += 1
      case .some(let way) where episode.classes.indices.contains(way):
        let mistake = Mistake(truth: episode.classes[query.truth].id, predicted: episode.classes[way].id)
        mistakes[mistake, default: 0] += 1
      default: ties += 1
      }
    }
    queries += scored
    if scored > 0 { episodes += 1 }
  }

  /// Whether two queries differ in the seed only, so that their episodes are counted together.
  static func differOnlyInSeed(_ left: EpisodeQuery, _ right: EpisodeQuery) -> Bool {
    var right = right
    right.seed = left.seed
    return left == right
  }
}
