package import SiamMessages
package import SiamTensors

/// Names the class of each query of an episode from its support set.
///
/// A classifier is made over a table of embeddings and plans for an episode's sizes when it first meets them, so that
/// episodes of one setting are scored with no further planning, and classes may have as many shots as they like.
package protocol Classifier: AnyObject {
  /// Its word.
  var name: ClassifierName { get }

  /// How alike each query and each class are: higher is more alike; the range is each classifier's own.
  ///
  /// Overwrites `scores` with `queries × way` numbers, row-major, queries in the episode's order class by class.
  /// Throws `TensorError.shape` for a class without support, no query, or rows the table doesn't have.
  func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError)

  /// One query's scores, a class each, as similarities in 0…1 that order as the scores do, but for ties between them.
  ///
  /// Nil where no such reading exists: distances of vectors that are not of unit length have no upper end.
  func similarities(_ scores: [Float]) -> [Float]?
}

extension Classifier {
  /// Scores an episode and names each query: `truth` is its place among the episode's classes, and so is
  /// `prediction`, nil on a tie.
  package func predict(
    _ episode: Episode, using scores: inout [Float], _ each: (_ truth: Int, _ prediction: Int?) -> Void
  ) throws(TensorError) {
    try score(episode, into: &scores)
    let way = episode.support.count
    var start = 0
    for (truth, rows) in episode.queries.enumerated() {
      for _ in rows {
        each(truth, Self.winner(scores, start..<start + way))
        start += way
      }
    }
  }

  /// The place in `range` of the score above every other in it, from 0.
  ///
  /// Nil where the best is shared, where it is infinite, and where any score is no number: nothing was decided.
  package static func winner(_ scores: [Float], _ range: Range<Int>) -> Int? {
    var (best, winner) = (-Float.infinity, Int?.none)
    for index in range {
      let score = scores[index]
      if score.isNaN { return nil }
      if score > best {
        (best, winner) = (score, index - range.lowerBound)
      } else if score == best {
        winner = nil
      }
    }
    return best.isFinite ? winner : nil
  }
}

extension Episode {
  /// Sees that an episode can be scored over a table of so many rows, and makes room for its scores.
  func prepare(_ scores: inout [Float], over table: EmbeddingTable) throws(TensorError) {
    guard support.count > 1, support.allSatisfy({ !$0.isEmpty }), queries.count <= support.count, queryCount > 0 else {
      throw .shape(
        operation: "episode", found: support.map(\.count) + [queryCount],
        expected: "two classes or more of one support image or more each, and a query")
    }
    for row in [support, queries].joined().joined() where !(0..<table.rows).contains(row) {
      throw .shape(operation: "episode", found: [row], expected: "rows in 0..<\(table.rows)")
    }
    let count = queryCount * support.count
    if scores.count != count { scores = Array(repeating: 0, count: count) }
  }
}

/// Squared distances of unit vectors, 0…4, negated as scores are, as similarities: `1 − d / 4`.
func unitSimilarities(_ scores: [Float], _ table: EmbeddingTable) -> [Float]? {
  table.isUnitLength ? scores.map { min(max(1 + $0 / 4, 0), 1) } : nil
}
