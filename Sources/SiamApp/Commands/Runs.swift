import ArgumentParser

/// `siam runs`: what to do with runs on disk.
struct Runs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List runs, write what they told for other tools, remove old ones.",
    subcommands: [RunsList.self, RunsExport.self, RunsPrune.self], defaultSubcommand: RunsList.self)
}
