import ArgumentParser
import SiamTraining

/// The command line: `siam` alone trains on the bundled glyphs.
struct Siam: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "siam",
    abstract: "Trains Siamese networks on your images and lets you watch them learn to compare.",
    version: SiamVersion.current,
    subcommands: [
      Train.self, Evaluate.self, Predict.self, Compare.self, Embed.self, Explore.self, Replay.self, Export.self,
      DataCommands.self, Runs.self, CompareRuns.self,
    ],
    defaultSubcommand: Train.self)
}
