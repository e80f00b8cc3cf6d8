import SiamCore
import Testing

@testable import SiamFewShot

/// Published lists of pairs, and accuracy over their folds.
struct PairListTests {
  @Test func `a list of folds is parsed as LFW publishes it`() throws {
    let list = try PairList(
      parsing:
        "2\t2\nAnn_Lee\t1\t4\nBo\t2\t3\nAnn_Lee\t1\tBo\t2\nBo\t3\tCy\t1\r\nCy\t1\t2\nCy\t3\t4\nCy\t1\tBo\t1\nBo\t2\tCy\t2\n"
    )
    #expect(list.pairs.count == 8 && list.folds == [0..<4, 4..<8])
    #expect(list.pairs.map(\.isSame) == [true, true, false, false, true, true, false, false])
    #expect(list.pairs[0].first == .init(name: "Ann_Lee", number: 1) && list.pairs[0].second.number == 4)
    #expect(list.pairs[2].second == .init(name: "Bo", number: 2))
    #expect(list.images.count == 9)
  }

  @Test func `a list with one number has one fold`() throws {
    let list = try PairList(parsing: "1\nA\t1\t2\nA\t1\tB\t2\n")
    #expect(list.folds == [0..<2] && list.pairs.map(\.isSame) == [true, false])
  }

  @Test(arguments: [
    "", "x", "10 300", "1\nA 1 2\n", "1\nA 1 2\nA 1\n", "1\nA 1 x\nA 1 B 2\n", "0\n", "-1\n", "1 2 3\n",
    "1\nA 1 2 3\nA 1 B 2",
    "9223372036854775807 9223372036854775807\n", "1\nA 1 2\nA 1 B -2\n",
  ])
  func `an invalid list is an error`(text: String) {
    #expect(throws: PairListError.self) { try PairList(parsing: text) }
  }

  @Test func `each fold is classified by the threshold of the others`() throws {
    // Fold 1: thresholds of folds 2 and 3 lie between 2 and 5, so that its pair of 1 is wrong.
    let scores: [Float] = [1, 0, 5, 2, 6, 2]
    let folded = try FoldedVerification(
      scores: scores, isSame: [true, false, true, false, true, false], folds: [0..<2, 2..<4, 4..<6])
    #expect(folded.thresholds[0] == 3.5)
    #expect(folded.accuracies[0] == 0.5)
    let mean = folded.accuracies.reduce(0, +) / 3
    #expect(folded.accuracy == mean)
    let squares = folded.accuracies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(folded.standardError - (squares / 2).squareRoot() / 3.0.squareRoot()) < 1e-12)
  }

  @Test func `equal folds have no standard error`() throws {
    let folded = try FoldedVerification(
      scores: [1, 0, 1, 0], isSame: [true, false, true, false], folds: [0..<2, 2..<4])
    #expect(folded.accuracies == [1, 1] && folded.standardError == 0 && folded.accuracy == 1)
  }
}
