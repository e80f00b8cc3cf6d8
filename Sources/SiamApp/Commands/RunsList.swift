import ArgumentParser
import SiamTerminal

/// `siam runs`: the runs there are, what became of them, their figures and sizes.
struct RunsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List runs: their state, figures and sizes.",
    discussion: """
      Running: a process writes it. Finished: it took all its steps. Stopped: it was ended before. Crashed: it ended by \
      an error or without a word; `siam train --resume` goes on with it. The narrower the terminal, the fewer columns; \
      --json has all.
      """)

  @OptionGroup var runs: RunsOption
  @Flag(help: "A JSON object a run on standard output and nothing else there.") var json = false

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
