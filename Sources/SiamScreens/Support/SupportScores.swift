import SiamCore

/// The latest scores of the queries, and those from before the last change of the support set.
struct SupportScores: Equatable, Sendable {
  /// The step of the network that computed the scores; nil before the first result.
  private(set) var step: Int?
  /// The classifier that computed the scores.
  private(set) var classifier: ClassifierName?
  private var scores: [ImageReference: QueryScore] = [:]
  private var drawn: QueryScore?
  private var previousScores: [ImageReference: QueryScore] = [:]
  private var previousDrawn: QueryScore?

  /// The latest score of a query.
  func score(of query: SupportQuery) -> QueryScore? {
    // A drawing changes with every move, so its latest score stays until the next one arrives.
    query.id == .drawn ? drawn : scores[query.source]
  }

  /// The score of a query before a support image was replaced; nil outside a comparison.
  func previous(of query: SupportQuery) -> QueryScore? {
    query.id == .drawn ? previousDrawn : previousScores[query.source]
  }

  /// The latest score of an image.
  func score(of image: ImageID) -> QueryScore? { scores[.image(image)] }

  /// Records scores. Those without a similarity for every class are ignored.
  mutating func record(_ result: QueryScores, to request: ScoresQuery, files: [FileQuery]) {
    step = result.step
    classifier = result.classifier
    let known = Set(files.map(\.pixels))
    for (source, score) in zip(request.queries, result.queries)
    where score.similarities.count == request.support.count {
      var score = score
      if let prediction = score.prediction, !score.similarities.indices.contains(prediction) { score.prediction = nil }
      if case .pixels(let pixels) = source, !known.contains(pixels) {
        drawn = score
      } else {
        scores[source] = score
      }
    }
  }

  /// Saves the current scores for comparison, before the support set changes.
  mutating func beginComparison() {
    previousScores = scores
    previousDrawn = drawn
  }

  /// Discards the saved scores.
  mutating func endComparison() {
    previousScores = [:]
    previousDrawn = nil
  }

  /// Discards the scores of the drawing.
  mutating func forgetDrawn() {
    drawn = nil
    previousDrawn = nil
  }

  /// Discards all scores, as the support set is a new one.
  mutating func clear() { self = SupportScores() }
}
