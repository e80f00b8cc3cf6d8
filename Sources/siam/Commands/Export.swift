import ArgumentParser
import SiamTraining

/// `siam export`: a run's network as one small file, to be used and not trained further.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a run's network alone, without what training needs.",
    discussion: """
      The file holds the weights (averaged, where the run kept an average) under PyTorch's names, and every command \
      that takes a run takes it.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case safetensors }

  @OptionGroup var run: RunArgument
  @Option(help: "safetensors.") var format = Format.safetensors
  @Option(help: ArgumentHelp("Where to.", valueName: "file")) var output: String

  func validate() throws { try run.check() }

  func run() async throws {
    try await run.answering { model, _ in try writeFile(try model.lean(), to: output) }
  }
}
