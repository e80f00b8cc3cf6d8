package import SiamData
package import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Compares pairs of images of classes never trained on, the way the network's objective does.
package struct PairSurveyor {
  private let network: Network
  private let similarities: PairSimilarities

  /// Pairs of each kind that are told one by one.
  package static let mostWrong = 24

  /// By a network as it is now.
  package init(_ context: ComputeContext, _ network: Network) {
    self.network = network
    similarities = PairSimilarities(context, network)
  }

  /// Compares pairs.
  ///
  /// - Parameters:
  ///   - drawn: pairs of rows of `table`, same ones first, then as many different ones.
  ///   - dataset: names the classes.
  ///   - images: which image each row of `table` is.
  ///   - table: what the network embedded.
  ///   - step: steps it had taken.
  /// - Returns: the figures of all pairs, and the most wrong ones.
  /// - Throws: `FewShotError.scoreIsNoNumber`.
  package func survey(
    _ drawn: VerificationPairs, dataset: Dataset, images: [ImageID], table: EmbeddedImages, step: Int
  ) throws -> PairSurvey {
    let scores = try similarities.measure(drawn, table)
    let verification = try Verification(scores: scores, isSame: drawn.isSame)
    let compared = network.hasPairHead ? table.features : table.embeddings
    let half = drawn.pairs.count / 2
    let (same, different) = (0..<half, half..<drawn.pairs.count)
    return PairSurvey(
      step: step, score: PairSimilarities.name(network), same: histogram(scores[same]),
      different: histogram(scores[different]), auc: Float(verification.areaUnderCurve),
      eer: Float(verification.equalErrorRate), threshold: similarities.similarity(verification.bestThreshold),
      mostWrong: Self.mostWrong(drawn.pairs, scores).map { place in
        let pair = drawn.pairs[place]
        return ComparedPair(
          first: images[pair.first], second: images[pair.second], firstClass: dataset.className(of: images[pair.first]),
          secondClass: dataset.className(of: images[pair.second]), isSame: pair.isSame,
          similarity: similarities.similarity(scores[place]),
          distance: table.embeddings.squaredDistance(pair.first, pair.second),
          differences: compared.differences(pair.first, pair.second))
      },
      sameDifferences: Self.meanDifferences(drawn.pairs[same], compared),
      differentDifferences: Self.meanDifferences(drawn.pairs[different], compared))
  }

  private func histogram(_ scores: ArraySlice<Float>) -> [Int] {
    var counts = Array(repeating: 0, count: PairSurvey.bins)
    for score in scores {
      counts[min(PairSurvey.bins - 1, Int(similarities.similarity(score) * Float(PairSurvey.bins)))] += 1
    }
    return counts
  }

  /// Places of different pairs that score highest and same pairs that score lowest, by turns, each pair once.
  private static func mostWrong(_ pairs: [VerificationPairs.Pair], _ scores: [Float]) -> [Int] {
    let rising = pairs.indices.sorted { scores[$0] < scores[$1] }
    let different = first(rising.reversed().filter { !pairs[$0].isSame }, of: pairs)
    let same = first(rising.filter { pairs[$0].isSame }, of: pairs)
    return (0..<mostWrong).flatMap { turn in [different, same].compactMap { $0.dropFirst(turn).first } }
  }

  /// Where few pairs exist, each is drawn several times.
  private static func first(_ places: [Int], of pairs: [VerificationPairs.Pair]) -> [Int] {
    var (known, first) = (Set<VerificationPairs.Pair>(), [Int]())
    for place in places where first.count < mostWrong && known.insert(pairs[place]).inserted { first.append(place) }
    return first
  }

  private static func meanDifferences(
    _ pairs: ArraySlice<VerificationPairs.Pair>, _ table: EmbeddingTable
  ) -> [Float] {
    var sums = Array(repeating: Double(0), count: table.dimension)
    for pair in pairs {
      for (index, difference) in table.differences(pair.first, pair.second).enumerated() {
        sums[index] += Double(difference)
      }
    }
    return sums.map { Float($0 / Double(max(pairs.count, 1))) }
  }
}

extension EmbeddingTable {
  /// |h1 − h2| of two rows, a number a dimension.
  fileprivate func differences(_ first: Int, _ second: Int) -> [Float] {
    values.withSpan { values in
      (0..<dimension).map { abs(values[first * dimension + $0] - values[second * dimension + $0]) }
    }
  }
}
