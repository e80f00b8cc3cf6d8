internal import SiamFewShot
internal import SiamMessages
internal import SiamTensors

/// Scores queries against a support set, by what a snapshot embeds.
struct QueryScorer {
  let context: ComputeContext
  let snapshot: EmbeddingSnapshot

  /// The scores of a question; throws `QuestionError`, and `FewShotError.noPairHead`.
  func scores(_ question: ScoresQuestion) throws -> QueryScores {
    let network = snapshot.network
    let table = try snapshot.table(of: question.images)
    let name = question.classifier ?? network.usualClassifier
    let classifier = try network.classifier(name, context, table)
    var end = 0
    let support = question.support.map { members in
      end += members.count
      return Array(end - members.count..<end)
    }
    let episode = Episode(support: support, unlabelled: Array(end..<end + question.queries.count))
    var scores: [Float] = []
    try classifier.score(episode, into: &scores)
    // The scores of nearest-mean are the distances already.
    var negated = scores
    if name != .nearestMean { try NearestMean(context, table.embeddings).score(episode, into: &negated) }
    let way = support.count
    return QueryScores(
      step: snapshot.step ?? 0, classifier: name,
      queries: question.queries.indices.map { query in
        let range = query * way..<(query + 1) * way
        let row = Array(scores[range])
        return QueryScore(
          similarities: classifier.similarities(row) ?? row, distances: negated[range].map { max(-$0, 0) },
          prediction: NearestMean.winner(scores, range))
      })
  }
}

extension ScoresQuestion {
  /// The images of the support set, class by class, and then the queries.
  var images: [ImageSource] { support.flatMap { $0 } + queries }

  /// Refuses a question nobody can answer.
  func check() throws(QuestionError) {
    guard support.count > 1, support.allSatisfy({ !$0.isEmpty }) else { throw .supportTooSmall(classes: support.count) }
    guard !queries.isEmpty else { throw .noQuery }
  }
}
