import SiamMessages

/// The newest scores of the queries against the support set, and those from before its last change.
struct SupportScores: Equatable, Sendable {
  /// Steps taken by the network that compared; nil before the first answer.
  private(set) var step: Int?
  /// How they were compared.
  private(set) var classifier: ClassifierName?
  private var scores: [ImageSource: QueryScore] = [:]
  private var drawn: QueryScore?
  private var formerScores: [ImageSource: QueryScore] = [:]
  private var formerDrawn: QueryScore?

  /// The newest scores of a query.
  func score(of query: SupportQuery) -> QueryScore? {
    // What is drawn changes with every move: its newest scores stand until the next come.
    query.name == .drawn ? drawn : scores[query.source]
  }

  /// A query's scores before a support image was replaced.
  func former(of query: SupportQuery) -> QueryScore? {
    query.name == .drawn ? formerDrawn : formerScores[query.source]
  }

  /// The newest scores of an image.
  func score(of image: ImageID) -> QueryScore? { scores[.image(image)] }

  /// Takes scores in, each that has a similarity for every one of the classes.
  mutating func take(_ answer: QueryScores, to question: ScoresQuestion, files: [FileQuery]) {
    step = answer.step
    classifier = answer.classifier
    let known = Set(files.map(\.pixels))
    for (source, score) in zip(question.queries, answer.queries)
    where score.similarities.count == question.support.count {
      var score = score
      if let prediction = score.prediction, !score.similarities.indices.contains(prediction) { score.prediction = nil }
      if case .pixels(let pixels) = source, !known.contains(pixels) {
        drawn = score
      } else {
        scores[source] = score
      }
    }
  }

  /// The support set is about to change: the scores now are kept to compare the next with.
  mutating func keepForComparison() {
    formerScores = scores
    formerDrawn = drawn
  }

  /// Forgets what the next scores would be compared with.
  mutating func endComparison() {
    formerScores = [:]
    formerDrawn = nil
  }

  /// What was drawn is gone.
  mutating func forgetDrawn() {
    drawn = nil
    formerDrawn = nil
  }

  /// The support set is another.
  mutating func clear() { self = SupportScores() }
}
