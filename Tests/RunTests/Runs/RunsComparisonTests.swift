import Foundation
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct RunsComparisonTests {
  @Test func `only differences are reported, by the recipe's field names`() throws {
    try WrittenRun.inFolder { runs in
      var other = SmallData.recipe()
      (other.seed, other.learningRate, other.miner) = (7, 0.001, .batchHard)
      other.evaluation.every = 50
      other.steps = nil
      try WrittenRun.leave("a", in: runs, [WrittenRun.finished(6)])
      try WrittenRun.leave("b", in: runs, recipe: other, [WrittenRun.step(2)])
      let comparison = try RunsComparison(of: ["a", "b"].map { "\(runs.path)/\($0)" })
      #expect(comparison.runs.map(\.state) == [.finished, .crashed])
      let differences = Dictionary(uniqueKeysWithValues: comparison.differences.map { ($0.name, $0.values) })
      #expect(
        differences == [
          "seed": ["1", "7"], "learningRate": ["0.002", "0.001"], "miner": ["semi-hard", "batch-hard"],
          "evaluation.every": ["3", "50"], "steps": ["6", nil],
        ])
      let same = try RunsComparison(of: ["a", "a"].map { "\(runs.path)/\($0)" })
      #expect(same.differences.isEmpty)
    }
  }

  @Test func `a folder that is not a run is reported`() throws {
    try WrittenRun.inFolder { runs in
      #expect(throws: RunsComparisonError.notARun(runs.path)) { try RunsComparison(of: [runs.path]) }
      try Data("{}".utf8).write(to: runs.appendingPathComponent("run.json"))
      let error = try #require(throws: RunsComparisonError.self) { try RunsComparison(of: [runs.path]) }
      #expect("\(error)".contains("run.json"))
    }
  }
}
