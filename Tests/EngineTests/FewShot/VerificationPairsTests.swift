import SiamFewShot
import SiamTensors
import Testing

@Suite(.computing) struct VerificationPairsTests {
  /// Classes of 3, 0, 1, 5 and 2 rows, not consecutive: 3 + 10 + 1 positive pairs, 55 − 14 negative pairs.
  static let classes = [[10, 11, 12], [], [4], [20, 21, 22, 23, 24], [7, 8]]

  static func owner(_ row: Int) -> Int? { classes.firstIndex { $0.contains(row) } }

  @Test(arguments: [1, 5, 14]) func `pairs consist of distinct images, and no pair is drawn twice`(count: Int) throws {
    let drawn = try VerificationPairs(Self.classes, count: count, seed: 3)
    #expect(drawn.pairs.count == 2 * count)
    #expect(drawn.isSame == Array(repeating: true, count: count) + Array(repeating: false, count: count))
    for pair in drawn.pairs {
      let (first, second) = (try #require(Self.owner(pair.first)), try #require(Self.owner(pair.second)))
      #expect(pair.first != pair.second && (first == second) == pair.isSame)
    }
    #expect(Set(drawn.pairs.map { Set([$0.first, $0.second]) }).count == 2 * count)
  }

  @Test func `with too few pairs, all are drawn equally often`() throws {
    let drawn = try VerificationPairs(Self.classes, count: 100, seed: 3)
    let times = Dictionary(grouping: drawn.pairs) { $0 }.mapValues(\.count)
    let (same, different) = (times.filter(\.key.isSame), times.filter { !$0.key.isSame })
    #expect(same.count == 14 && different.count == 41)
    #expect(Set(same.values) == [7, 8] && Set(different.values) == [2, 3])
  }

  @Test func `pairs depend only on the seed, and fewer are a prefix of more`() throws {
    let many = try VerificationPairs(Self.classes, count: 14, seed: 1)
    #expect(try many == VerificationPairs(Self.classes, count: 14, seed: 1))
    #expect(try many != VerificationPairs(Self.classes, count: 14, seed: 2))
    let few = try VerificationPairs(Self.classes, count: 6, seed: 1)
    #expect(few.pairs.prefix(6).elementsEqual(many.pairs.prefix(6)))
    #expect(few.pairs.suffix(6).elementsEqual(many.pairs[14..<20]))
  }

  @Test func `all pairs are equally likely`() throws {
    var times: [VerificationPairs.Pair: Int] = [:]
    for seed in 0..<2000 {
      let drawn = try VerificationPairs(Self.classes, count: 4, seed: UInt64(seed))
      for pair in drawn.pairs { times[pair, default: 0] += 1 }
    }
    // 2,000 · 4 / 14 = 571 and / 41 = 195, with deviations of 20 and 13.
    for (pair, count) in times {
      #expect(abs(count - (pair.isSame ? 571 : 195)) < (pair.isSame ? 100 : 65), "\(pair) \(count)")
    }
    #expect(times.count == 55)
  }

  @Test func `too few classes or images are rejected with a remedy`() throws {
    for classes in [[], [[1, 2, 3]], [[1], [2], [3]], [[1, 2], []]] as [[[Int]]] {
      let error = try #require(throws: FewShotError.self) { try VerificationPairs(classes, count: 1, seed: 1) }
      #expect("\(error)".contains("add images"))
    }
  }

  @Test func `scores are negated distances or the head's logits`() throws {
    let table = try EmbeddingTable([[0, 0], [3, 4], [1, 0]])
    let pairs = try VerificationPairs([[0, 1], [2]], count: 1, seed: 1)
    #expect(pairs.pairs[0] == .init(first: 0, second: 1, isSame: true))
    let scores = pairs.scores(table)
    #expect(scores[0] == -25 && [-1, -20].contains(scores[1]))
    let parameters = try PairSimilarityTests.head(2)
    let logits = try pairs.scores(PairLogits(try ComputeContext(), table, parameters: parameters))
    #expect(abs(logits[0] - PairSimilarityTests.logit(parameters, [0, 0], [3, 4])) < 1e-4)
  }
}
