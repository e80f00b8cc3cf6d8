import SiamCore

extension SimulatedResults {
  /// The pairs of a half-trained network: two overlapping bell curves. `name` renames classes.
  static func survey(_ query: PairsQuery, step: Int, name: (String) -> String = { $0 }) -> PairSurvey {
    var random = TestGenerator(seed: 17)
    let bins = PairSurvey.bins
    var same = [Int](repeating: 0, count: bins)
    var different = same
    for _ in 0..<query.count {
      let near = 1 - 0.17 * abs(random.normal())
      let far = 0.38 + 0.16 * random.normal()
      same[Int(max(0, min(0.9999, near)) * Double(bins))] += 1
      different[Int(max(0, min(0.9999, far)) * Double(bins))] += 1
    }
    let sameMean = (0..<64).map { _ in Float(0.03 + 0.04 * random.unit()) }
    let differentMean = sameMean.map { $0 + Float(0.02 + 0.12 * random.unit()) }
    let pairs = (0..<48).map { number in
      pair(number, sameMean, differentMean, &random, name)
    }
    return PairSurvey(
      step: step, score: "distance", same: same, different: different, auc: 0.9873, eer: 0.0383, threshold: 0.6725,
      mostWrong: pairs, sameDifferences: sameMean, differentDifferences: differentMean)
  }

  private static func pair(
    _ number: Int, _ same: [Float], _ different: [Float], _ random: inout TestGenerator,
    _ name: (String) -> String
  ) -> ComparedPair {
    let isSame = number % 2 == 1
    let (first, second) = (number * 7 % 40, isSame ? number * 7 % 40 : (number * 11 + 3) % 40)
    let similarity = isSame ? 0.212 + 0.009 * Float(number) : 0.981 - 0.006 * Float(number)
    return ComparedPair(
      first: classes[first].images[(number + number / 40) % 20], second: classes[second].images[(number + 5) % 20],
      firstClass: name(classes[first].name), secondClass: name(classes[second].name), isSame: isSame,
      similarity: similarity,
      distance: 4 * (1 - similarity),
      differences: zip(same, different).map { low, high in
        let share = Float(random.unit()) * 1.2 - (isSame ? 0 : 0.4)
        return max(0, low + (high - low) * share)
      })
  }
}
