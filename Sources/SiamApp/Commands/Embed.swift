import ArgumentParser
import SiamData
import SiamExport
import SiamTraining

/// `siam embed`: pictures to vectors.
struct Embed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the embedding of each picture, for other tools.",
    discussion: "Vectors have unit length. Their order is that of the pictures; a folder's are taken by name.")

  @OptionGroup var run: RunArgument
  @Argument(help: "Pictures, folders of pictures, or - for names on standard input.", completion: .images) var images:
    [String]
  @Option(help: ArgumentHelp("Where to: a .safetensors, .csv or .npy.", valueName: "file"), completion: .file())
  var output: String
  @OptionGroup var variants: VariantsOption

  func validate() throws {
    try run.check()
    guard VectorFile.Format(ending: output) != nil else {
      throw ValidationError("--output must end in .safetensors, .csv or .npy")
    }
    try variants.check()
  }

  func run() async throws {
    try await run.answering { model, context in
      guard let format = VectorFile.Format(ending: output) else { return }
      let (pictures, isComplete) = Pictures(images).read(for: model)
      guard !pictures.isEmpty else { throw ExitCode(65) }
      let file = VectorFile(
        names: pictures.map(\.path), dimension: model.dimension,
        values: try model.embeddings(of: pictures, context, variants: variants.count(for: model)))
      try writeFile(try file.data(format), to: output)
      Output.printError("siam: \(pictures.count) vectors of \(model.dimension) numbers in \(output)")
      if !isComplete { throw ExitCode(65) }
    }
  }
}
