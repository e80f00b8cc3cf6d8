import SiamRuns
import ArgumentParser
import SiamCore
import SiamTerminal
import SiamTraining

/// `siam compare-runs`: tabulates how the configurations of runs differ, and their results.
struct CompareRuns: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare-runs", abstract: "Compare the configurations and results of runs",
    discussion: """
      Only settings that differ are listed, by their names in run.json. Accuracies are those of the last evaluation, \
      with their 95 % confidence intervals.
      """)

  @Argument(help: "The folders of at least two runs", completion: .runFolder) var runs: [String]
  @Flag(help: "Print the result as a JSON object") var json = false

  func validate() throws {
    if runs.count < 2 { throw ValidationError("at least two runs are needed") }
  }

  func run() async throws {
    let comparison = try RunsComparison(of: runs)
    if json {
      Output.print(try EventLine(event: "runs-comparison", report: comparison).text)
      return
    }
    let output = Output.current.standardOutput.display
    let table = RunsComparisonTable(comparison)
    for line in table.lines(width: output.width, colors: output.colors) { Output.print(line) }
  }
}
