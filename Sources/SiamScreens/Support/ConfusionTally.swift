import SiamMessages

/// What was taken for what, over some episodes.
///
/// An episode counts once, with its newest scores; a tie counts as wrong.
struct ConfusionTally: Equatable, Sendable {
  /// A class and another it was taken for.
  struct Mistake: Hashable, Sendable {
    var truth: ClassID
    var named: ClassID
  }

  /// Episodes with scores.
  private(set) var episodes = 0
  /// Queries with scores.
  private(set) var queries = 0
  /// Queries named rightly.
  private(set) var right = 0
  /// Queries that several classes were equally like.
  private(set) var ties = 0
  private var mistakes: [Mistake: Int] = [:]

  /// Of the queries those named rightly; nil while there are none.
  var accuracy: Double? { queries > 0 ? Double(right) / Double(queries) : nil }

  /// The mistakes, the most frequent first.
  var ranking: [(mistake: Mistake, count: Int)] {
    mistakes.map { (mistake: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.mistake.truth, $0.mistake.named) < ($0.count, $1.mistake.truth, $1.mistake.named)
    }
  }

  /// Counts an episode's queries by their scores.
  mutating func add(_ episode: SupportEpisode, _ scores: SupportScores) {
    var scored = 0
    for query in episode.queries {
      guard let score = scores.score(of: query.image) else { continue }
      scored += 1
      switch score.prediction {
      case query.truth: right += 1
      case .some(let place) where episode.classes.indices.contains(place):
        mistakes[Mistake(truth: episode.classes[query.truth].id, named: episode.classes[place].id), default: 0] += 1
      default: ties += 1
      }
    }
    queries += scored
    if scored > 0 { episodes += 1 }
  }

  /// Whether two episodes answer the same question but for the seed, so that they can be counted together.
  static func isAlike(_ left: EpisodeQuestion, _ right: EpisodeQuestion) -> Bool {
    var right = right
    right.seed = left.seed
    return left == right
  }
}
