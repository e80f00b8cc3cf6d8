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
    try measure(classifier, episodes) { _, _, _ in }
  }

  /// The same, and what was taken for what is added to `confusions`.
  package static func measure(
    _ classifier: some Classifier, _ episodes: [Episode], confusions: inout Confusions
  ) throws(TensorError) -> Accuracy {
    try measure(classifier, episodes) { episode, truth, prediction in
      confusions.add(truth: episode.classes[truth], prediction: prediction.map { episode.classes[$0] })
    }
  }

  private static func measure(
    _ classifier: some Classifier, _ episodes: [Episode],
    _ each: (_ episode: Episode, _ truth: Int, _ prediction: Int?) -> Void
  ) throws(TensorError) -> Accuracy {
    var shares: [Float] = []
    var scores: [Float] = []
    for episode in episodes {
      var right = 0
      try classifier.predict(episode, using: &scores) { truth, prediction in
        if prediction == truth { right += 1 }
        each(episode, truth, prediction)
      }
      shares.append(Float(right) / Float(max(episode.queryCount, 1)))
    }
    return Accuracy(shares)
  }
}
