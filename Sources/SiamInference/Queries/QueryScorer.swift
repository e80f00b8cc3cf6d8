import SiamFewShot
import SiamCore
import SiamTensors

/// Scores query images against a support set with a snapshot's embeddings.
struct QueryScorer {
  /// Computes the scores.
  let context: ComputeContext
  /// Embeds the images.
  let snapshot: EmbeddingSnapshot

  /// Returns the scores of a query.
  ///
  /// - Throws: `QueryError` for an image that can't be embedded; `FewShotError.noPairHead` if the classifier needs a
  ///   pair head and the network has none.
  func scores(_ request: ScoresQuery) throws -> QueryScores {
    let network = snapshot.network
    let table = try snapshot.table(of: request.images)
    let name = request.classifier ?? network.defaultClassifier
    let classifier = try network.classifier(name, context, table)
    var end = 0
    let support = request.support.map { members in
      end += members.count
      return Array(end - members.count..<end)
    }
    let episode = Episode(support: support, unlabelled: Array(end..<end + request.queries.count))
    var scores: [Float] = []
    try classifier.score(episode, into: &scores)
    // The scores of nearest-mean are the negated distances already.
    var negated = scores
    if name != .nearestMean { try NearestMean(context, table.embeddings).score(episode, into: &negated) }
    let way = support.count
    return QueryScores(
      step: snapshot.step ?? 0, classifier: name,
      queries: request.queries.indices.map { query in
        let range = query * way..<(query + 1) * way
        let row = Array(scores[range])
        return QueryScore(
          similarities: classifier.similarities(row) ?? row, distances: negated[range].map { max(-$0, 0) },
          prediction: NearestMean.winner(scores, range))
      })
  }
}

extension ScoresQuery {
  /// The images of the support set, grouped by class, and then the query images.
  var images: [ImageReference] { support.flatMap { $0 } + queries }

  /// Throws `QueryError` if the support set is too small or there is no query image.
  func check() throws(QueryError) {
    guard support.count > 1, support.allSatisfy({ !$0.isEmpty }) else { throw .supportTooSmall(classes: support.count) }
    guard !queries.isEmpty else { throw .noQuery }
  }
}
