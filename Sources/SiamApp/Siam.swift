import ArgumentParser
import SiamTensors
import SiamTraining

/// The command line: `siam` alone trains on the bundled glyphs.
struct Siam: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "siam",
    abstract: "Trains Siamese networks on your images and lets you watch them learn to compare.",
    version: version,
    subcommands: [
      Train.self, Evaluate.self, Predict.self, Compare.self, Embed.self, Explore.self, Replay.self, Export.self,
      DataCommands.self, Runs.self, CompareRuns.self, Completions.self,
    ],
    defaultSubcommand: Train.self)

  /// The version, the commit, and what computes.
  private static var version: String {
    """
    siam \(SiamVersion.current) (commit \(builtCommit))
    oneDNN \(ComputeContext.libraryVersion), \(ComputeContext.instructionSet)
    """
  }
}
