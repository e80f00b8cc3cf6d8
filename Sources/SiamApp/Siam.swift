import SiamCore
import ArgumentParser
import SiamTensors
import SiamTraining

/// The root command; `siam` without a subcommand trains on the bundled glyphs.
struct Siam: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "siam",
    abstract: "Train Siamese networks on your images, and watch them learn to compare",
    version: version,
    subcommands: [
      Train.self, Evaluate.self, Predict.self, Compare.self, Embed.self, Explore.self, Replay.self, Export.self,
      DataCommands.self, Runs.self, CompareRuns.self, Completions.self,
    ],
    defaultSubcommand: Train.self)

  /// The version of siam and its commit, then the version of oneDNN and the instruction set it uses.
  private static var version: String {
    """
    siam \(SiamVersion.current) (commit \(builtCommit))
    oneDNN \(ComputeContext.libraryVersion), \(ComputeContext.instructionSet)
    """
  }
}
