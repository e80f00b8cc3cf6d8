package import SiamData
package import SiamFewShot
package import SiamCore
package import SiamNetworks
package import SiamTensors

/// Compares pairs of images the way the network's objective does: by the pair head, or by distance.
package struct PairSurveyor {
  private let network: Network
  private let similarities: PairSimilarities

  /// The maximum number of misjudged pairs to list of each kind.
  package static let maxWrongPairs = 24

  /// Makes a surveyor with the current weights of a network.
  package init(_ context: ComputeContext, _ network: Network) {
    self.network = network
    similarities = PairSimilarities(context, network)
  }

  /// Compares pairs.
  ///
  /// - Parameters:
  ///   - drawn: pairs of rows of `table`: pairs of the same class first, then equally many of different classes.
  ///   - dataset: has the names of the classes.
  ///   - images: the image of each row of `table`.
  ///   - table: the embeddings.
  ///   - step: the number of steps the network was trained for.
  /// - Returns: the metrics of all pairs, and the most misjudged pairs.
  /// - Throws: `FewShotError.nonFiniteScore` if a score is not a number.
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
      mostWrong: Self.mostWrong(drawn.pairs, scores).map { index in
        let pair = drawn.pairs[index]
        return ComparedPair(
          first: images[pair.first], second: images[pair.second], firstClass: dataset.className(of: images[pair.first]),
          secondClass: dataset.className(of: images[pair.second]), isSame: pair.isSame,
          similarity: similarities.similarity(scores[index]),
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

  /// Returns the indices of the different-class pairs with the highest scores and the same-class pairs with the lowest,
  /// alternating, without duplicates.
  private static func mostWrong(_ pairs: [VerificationPairs.Pair], _ scores: [Float]) -> [Int] {
    let rising = pairs.indices.sorted { scores[$0] < scores[$1] }
    let different = first(rising.reversed().filter { !pairs[$0].isSame }, of: pairs)
    let same = first(rising.filter { pairs[$0].isSame }, of: pairs)
    return (0..<maxWrongPairs).flatMap { rank in [different, same].compactMap { $0.dropFirst(rank).first } }
  }

  /// Returns the first indices whose pairs are distinct: a small dataset has few pairs, which are drawn repeatedly.
  private static func first(_ indices: [Int], of pairs: [VerificationPairs.Pair]) -> [Int] {
    var (known, first) = (Set<VerificationPairs.Pair>(), [Int]())
    for index in indices where first.count < maxWrongPairs && known.insert(pairs[index]).inserted {
      first.append(index)
    }
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
  /// Returns |h1 − h2| of two rows for each dimension.
  fileprivate func differences(_ first: Int, _ second: Int) -> [Float] {
    values.withSpan { values in
      (0..<dimension).map { abs(values[first * dimension + $0] - values[second * dimension + $0]) }
    }
  }
}
