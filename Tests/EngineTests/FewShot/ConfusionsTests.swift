import SiamFewShot
import Testing

@Suite struct ConfusionsTests {
  @Test func `confusions are sorted by frequency, then by class number`() {
    var confusions = Confusions()
    let added: [(truth: Int, prediction: Int?, count: Int)] = [
      (4, 1, 2), (1, 4, 3), (2, 0, 2), (2, 3, 2), (2, 2, 9), (0, nil, 5),
    ]
    for (truth, prediction, count) in added {
      for _ in 0..<count { confusions.add(truth: truth, prediction: prediction) }
    }
    let expected: [Confusions.Confusion] = [
      .init(truth: 1, prediction: 4, count: 3), .init(truth: 2, prediction: 0, count: 2),
      .init(truth: 2, prediction: 3, count: 2), .init(truth: 4, prediction: 1, count: 2),
    ]
    #expect(confusions.mostFrequent(10) == expected, "correct predictions and ties are not confusions")
    #expect(confusions.mostFrequent(2) == Array(expected.prefix(2)))
    #expect(confusions.mostFrequent(0).isEmpty)
    #expect(confusions.queries == 23 && confusions.ties == 5)
    #expect(confusions.count(truth: 2, prediction: 2) == 9)
    #expect(confusions.count(truth: 0, prediction: nil) == 5)
    #expect(confusions.count(truth: 3, prediction: 2) == 0)
  }
}
