package import SiamCore
package import SiamTensors

/// Predicts the class of each query of an episode from the support set.
///
/// A classifier works on a table of embeddings. It plans its computation for the sizes of an episode and replans only
/// when they change. Classes may have different numbers of shots.
package protocol Classifier: AnyObject {
  /// The classifier's name on the command line.
  var name: ClassifierName { get }

  /// Scores each query against each class; higher means more similar, and the range depends on the classifier.
  ///
  /// Overwrites `scores` with `queries × way` scores, row-major, with the queries class by class in the episode's
  /// order. Throws `TensorError.shape` for fewer than two classes, a class without support, no query, or rows that are
  /// not in the table.
  func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError)

  /// Converts the scores of one query, one per class, to similarities in 0…1 in the same order, though some may tie.
  ///
  /// - Returns: the similarities, or nil if there are none: distances of vectors that aren't normalised are unbounded.
  func similarities(_ scores: [Float]) -> [Float]?
}

extension Classifier {
  /// Scores an episode and calls `each` for every query.
  ///
  /// `truth` is the index of the query's class among the episode's classes, and `prediction` that of the predicted
  /// class, or nil for a tie.
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

  /// Returns the index of the highest score, counted from the start of `range`.
  ///
  /// - Returns: nil if the highest score is shared or infinite, or if any score is NaN.
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
  /// Checks that an episode can be scored with a table, and resizes `scores`.
  ///
  /// - Throws: `TensorError.shape`.
  func prepare(_ scores: inout [Float], over table: EmbeddingTable) throws(TensorError) {
    guard support.count > 1, support.allSatisfy({ !$0.isEmpty }), queries.count <= support.count, queryCount > 0 else {
      throw .shape(
        operation: "episode", found: support.map(\.count) + [queryCount],
        expected: "at least two classes, one support image per class and one query")
    }
    for row in [support, queries].joined().joined() where !(0..<table.rows).contains(row) {
      throw .shape(operation: "episode", found: [row], expected: "a row in 0..<\(table.rows)")
    }
    let count = queryCount * support.count
    if scores.count != count { scores = Array(repeating: 0, count: count) }
  }
}

/// Converts scores that are negated squared distances d of unit vectors, 0…4, to similarities `1 − d / 4`; nil for
/// other vectors.
func unitSimilarities(_ scores: [Float], _ table: EmbeddingTable) -> [Float]? {
  table.isUnitLength ? scores.map { min(max(1 + $0 / 4, 0), 1) } : nil
}
