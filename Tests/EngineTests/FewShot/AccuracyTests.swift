import SiamCore
import SiamFewShot
import SiamTensors
import Testing

@Suite struct AccuracyTests {
  static let episode = Episode(support: [[0, 1], [3, 4]], queries: [[2], [5]], classes: [8, 3])

  /// A classifier that returns fixed scores.
  final class Fixed: Classifier {
    let name = ClassifierName.nearestMean
    let values: [Float]
    init(_ values: [Float]) { self.values = values }
    func score(_ episode: Episode, into scores: inout [Float]) { scores = values }
    func similarities(_ scores: [Float]) -> [Float]? { nil }
  }

  @Test func `ties and NaN scores count as wrong`() throws {
    let tied = try Accuracy.measure(Fixed([1, 1, 1, 1]), [Self.episode])
    #expect(tied.mean == 0, "a collapsed network classifies nothing correctly")
    #expect(try Accuracy.measure(Fixed([.nan, .nan, .nan, .nan]), [Self.episode]).mean == 0)
    #expect(try Accuracy.measure(Fixed([2, .nan, .nan, 2]), [Self.episode]).mean == 0)
    #expect(try Accuracy.measure(Fixed([2, 1, 1, 2]), [Self.episode]).mean == 1)
    #expect(try Accuracy.measure(Fixed([1, 2, 1, 2]), [Self.episode]).mean == 0.5)
    #expect(try Accuracy.measure(Fixed([.infinity, 2, 1, .infinity]), [Self.episode]).mean == 0)
    #expect(try Accuracy.measure(Fixed([2, -.infinity, -.infinity, 2]), [Self.episode]).mean == 1)
  }

  @Test(
    arguments: [
      ([3, 1, 2], 0), ([1, 1, 2], 2), ([2, 2, 1], nil), ([1, 2, 2], nil), ([2, 1, 2], nil), ([2, 2, 3], 2),
      ([.nan, 1, 2], nil), ([2, 1, .nan], nil), ([-.infinity, -.infinity, -.infinity], nil), ([1, .infinity, 0], nil),
    ] as [([Float], Int?)])
  func `the winner is the only highest score`(_ scores: [Float], _ winner: Int?) {
    #expect(Fixed.winner(scores, 0..<3) == winner)
    #expect(Fixed.winner([9] + scores + [9], 1..<4) == winner)
  }

  @Test func `the interval is 1.96 standard errors`() {
    let accuracy = Accuracy([0.5, 1, 0.75, 0.75])
    // Mean 0.75, sample deviation √(0.125 / 3), over 4 episodes.
    #expect(accuracy.mean == 0.75)
    #expect(abs(accuracy.interval95 - 1.96 * (0.125 / 3 / 4 as Float).squareRoot()) < 1e-6)
    #expect(Accuracy([1]).interval95 == 0)
  }

  @Test func `rows are normalised to unit length`() throws {
    let table = try EmbeddingTable([[3, 4], [0, 0], [-2, 0]])
    let unit = try table.normalized()
    #expect(unit.values.values.prefix(6).elementsEqual([0.6, 0.8, 0, 0, -1, 0]))
    #expect(unit.isUnitLength && !table.isUnitLength)
  }

  @Test func `confusions are counted along with the accuracy, by class number`() throws {
    var confusions = Confusions()
    let accuracy = try Accuracy.measure(Fixed([1, 2, 1, 2]), [Self.episode, Self.episode], confusions: &confusions)
    #expect(accuracy == (try Accuracy.measure(Fixed([1, 2, 1, 2]), [Self.episode, Self.episode])))
    #expect(confusions.count(truth: 8, prediction: 3) == 2)
    #expect(confusions.count(truth: 3, prediction: 3) == 2)
    #expect(confusions.queries == 4 && confusions.ties == 0)
  }
}
