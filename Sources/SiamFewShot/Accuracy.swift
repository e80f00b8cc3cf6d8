package import SiamTensors

/// The few-shot accuracy: the mean over episodes of the share of correctly classified queries, with its 95 % confidence
/// interval.
package struct Accuracy: Equatable, Sendable {
  /// The mean accuracy, 0…1.
  package var mean: Float
  /// Half the width of the confidence interval: 1.96 standard errors of the mean.
  package var interval95: Float

  /// Computes the mean and interval from the accuracy of each episode.
  package init(_ episodes: [Float]) {
    let count = Double(max(episodes.count, 1))
    let average = episodes.reduce(0) { $0 + Double($1) } / count
    let squares = episodes.reduce(0) { $0 + (Double($1) - average) * (Double($1) - average) }
    mean = Float(average)
    interval95 = episodes.count < 2 ? 0 : Float(1.96 * (squares / (count - 1) / count).squareRoot())
  }

  /// Measures a classifier's accuracy over episodes.
  ///
  /// A query counts as correct only if its class scores above all others: ties and NaN scores are wrong.
  package static func measure(_ classifier: some Classifier, _ episodes: [Episode]) throws(TensorError) -> Accuracy {
    try measure(classifier, episodes) { _, _, _ in }
  }

  /// Measures a classifier's accuracy over episodes and adds its predictions to `confusions`.
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
      var correct = 0
      try classifier.predict(episode, using: &scores) { truth, prediction in
        if prediction == truth { correct += 1 }
        each(episode, truth, prediction)
      }
      shares.append(Float(correct) / Float(max(episode.queryCount, 1)))
    }
    return Accuracy(shares)
  }
}
