import ArgumentParser

/// `siam runs`: what to do with runs on disk.
struct Runs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "What runs have told, for other tools.", subcommands: [RunsExport.self])
}
