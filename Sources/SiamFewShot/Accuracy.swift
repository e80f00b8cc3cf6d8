package import SiamTensors

/// The share of queries named rightly: the mean over episodes, with its 95 % confidence interval.
package struct Accuracy: Equatable, Sendable {
  /// 0…1.
  package var mean: Float
  /// Half the interval's width: 1.96 standard errors of the mean.
  package var interval95: Float

  /// The mean and interval of some episodes' accuracies.
  package init(_ episodes: [Float]) {
    let count = Double(max(episodes.count, 1))
    let average = episodes.reduce(0) { $0 + Double($1) } / count
    let squares = episodes.reduce(0) { $0 + (Double($1) - average) * (Double($1) - average) }
    mean = Float(average)
    interval95 = episodes.count < 2 ? 0 : Float(1.96 * (squares / (count - 1) / count).squareRoot())
  }

  /// A classifier's accuracy over episodes. A query counts only where its class scores above every other: ties are
  /// wrong, and so is a score that is no number.
  package static func measure(_ classifier: some Classifier, _ episodes: [Episode]) throws(TensorError) -> Accuracy {
    var shares: [Float] = []
    var scores: [Float] = []
    for episode in episodes {
      let way = episode.support.count
      let queries = episode.queries.reduce(0) { $0 + $1.count }
      if scores.count != queries * way { scores = Array(repeating: 0, count: queries * way) }
      try classifier.score(episode, into: &scores)
      var right = 0
      var row = 0
      for (truth, rows) in episode.queries.enumerated() {
        for _ in rows {
          let best = scores[row * way + truth]
          let beaten = (0..<way).allSatisfy { $0 == truth || scores[row * way + $0] < best }
          if beaten && best.isFinite { right += 1 }
          row += 1
        }
      }
      shares.append(Float(right) / Float(max(queries, 1)))
    }
    return Accuracy(shares)
  }
}
