import ArgumentParser
import SiamMessages
import SiamTerminal
import SiamTraining

/// `siam compare-runs`: what runs were asked for differently, and what came out.
struct CompareRuns: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare-runs", abstract: "Tabulate what differed between runs, and what came out.",
    discussion: """
      What differs is told by the names of run.json: of the recipe, the seed, the data, siam's version. Accuracies are \
      of the last examination, with half of their 95 % intervals.
      """)

  @Argument(help: "The folders of two runs or more.", completion: .runFolder) var runs: [String]
  @Flag(help: "One JSON object on standard output and nothing else there.") var json = false

  func validate() throws {
    if runs.count < 2 { throw ValidationError("name two runs or more") }
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
