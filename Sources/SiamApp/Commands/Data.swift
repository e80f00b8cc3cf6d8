import ArgumentParser

/// `siam data`: what siam sees of some data, and data to be had.
struct DataCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "See what siam makes of your images; get published sets.",
    subcommands: [DataShow.self, DataGet.self],
    defaultSubcommand: DataShow.self)
}
