import SiamCore
import SiamFewShot
import SiamTensors
import Testing

@Suite(.computing) struct OneShotTests {
  static let text = """
    run01/test/item01.png run01/training/class03.png
    run01/test/item02.png  run01/training/class01.png\r
    run01/test/item03.png\trun01/training/class02.png

    """

  @Test func `a class_labels.txt names each query's support image`() throws {
    let labels = try OneShotLabels(parsing: Self.text)
    #expect(labels.queries == (1...3).map { "run01/test/item0\($0).png" })
    #expect(labels.supports == (1...3).map { "run01/training/class0\($0).png" })
    #expect(try labels.truths(among: labels.supports) == [2, 0, 1])
    #expect(try labels.truths(among: ["run01/training/class00.png"] + labels.supports) == [3, 1, 2])
  }

  @Test func `a missing support image is reported with its line`() throws {
    let labels = try OneShotLabels(parsing: "\n" + Self.text)
    let error = try #require(throws: FewShotError.self) { try labels.truths(among: Array(labels.supports.dropFirst())) }
    #expect("\(error)".hasPrefix("line 3 of class_labels.txt: run01/training/class01.png"), "\(error)")
  }

  @Test(arguments: [
    ("", 1, "the file is empty"),
    ("\n \n", 1, "the file is empty"),
    ("run01/test/item01.png", 1, "not 1"),
    ("run01/test/item01.png run01/training/class01.png x", 1, "not 3"),
    (text + "run01/training/class01.png run01/test/item04.png", 4, "folder named test"),
    (text + "run01/test/item04.png run01/test/item05.png", 4, "folder named training"),
    (text + "item04.png class01.png", 4, "folder named test"),
    (text + "run02/test/item04.png run02/training/class01.png", 4, "another run"),
    (text + "run01/test/item04.png run02/training/class01.png", 4, "another run"),
    (text + "run01/test/item02.png run01/training/class03.png", 4, "on line 2"),
  ]) func `an invalid line is reported in one line, with its number`(text: String, line: Int, message: String) throws {
    let error = try #require(throws: FewShotError.self) { try OneShotLabels(parsing: text) }
    #expect("\(error)".hasPrefix("line \(line) of class_labels.txt: "), "\(error)")
    #expect("\(error)".contains(message) && !"\(error)".contains("\n"), "\(error)")
  }

  @Test func `an invalid run is rejected`() throws {
    let invalid: [(support: [Int], queries: [Int], truths: [Int])] = [
      ([0], [1], [0]), ([0, 1], [], []), ([0, 1], [2], [0, 1]), ([0, 1], [2], [2]), ([0, 1], [2], [-1]),
      ([0, 1], [1], [1]), ([0, 0], [1], [1]), ([0, 1], [2, 2], [0, 1]),
    ]
    for (support, queries, truths) in invalid {
      let error = try #require(throws: FewShotError.self) {
        try OneShotRun(name: "run07", support: support, queries: queries, truths: truths)
      }
      #expect("\(error)".contains("run07"))
    }
  }

  @Test func `error rates are shares of the queries, per run and over all runs`() throws {
    let table = try EmbeddingTable([[0], [10], [20], [1], [12], [19], [9]])
    let classifier = NearestMean(try ComputeContext(), table)
    let runs = [
      // 1, 12 and 19 are nearest to 0, 10 and 20.
      try OneShotRun(name: "run01", support: [0, 1, 2], queries: [5, 3, 4], truths: [2, 0, 1]),
      try OneShotRun(name: "run02", support: [0, 1, 2], queries: [5, 3, 4, 6], truths: [2, 1, 0, 1]),
      // 10 is as far from 0 as from 20.
      try OneShotRun(name: "run03", support: [0, 2], queries: [1], truths: [0]),
    ]
    let report = try OneShotRun.measure(classifier, runs)
    #expect(report.errors == [0, 0.5, 1])
    #expect(report.error == 3 / 8 && report.runs == 3 && report.classifier == "nearest-mean")
    #expect(runs[0].episode == Episode(support: [[0], [1], [2]], queries: [[3], [4], [5]]))
  }
}
