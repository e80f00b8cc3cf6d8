import ArgumentParser
import SiamTerminal

/// `siam runs`: lists, exports and prunes runs, and records where their data is.
struct Runs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List, export and prune runs",
    subcommands: [RunsList.self, RunsExport.self, RunsPrune.self, RunsRelocate.self],
    defaultSubcommand: RunsList.self)
}

/// `siam runs list`: lists runs with their states, results and sizes.
struct RunsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List runs with their states, results and sizes",
    discussion: """
      A run is running, finished (all steps done), stopped early by the user, or crashed; siam train --resume \
      continues a stopped or crashed run. A narrow terminal shows fewer columns; --json prints all.
      """)

  @OptionGroup var runs: RunsOption
  @Flag(help: "Print one JSON object per run") var json = false

  func run() async throws {
    let found = try runs.summaries()
    if json {
      for run in found { Output.print(try EventLine(event: "run", report: run).text) }
    } else if found.isEmpty {
      Output.print(runs.emptyLine)
    } else {
      let output = Output.current.standardOutput.display
      let table = RunsTable(runs: found, folder: runs.path)
      for line in table.lines(width: output.width, colors: output.colors) { Output.print(line) }
    }
  }
}
