import SiamInference
import ArgumentParser
import SiamData
import SiamExport
import SiamTraining

/// `siam embed`: writes the embeddings of images.
struct Embed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the embeddings of images, for other tools",
    discussion:
      "Embeddings are L2-normalised and written in the order of the arguments; images of a folder are sorted by name.")

  @OptionGroup var run: RunArgument
  @Argument(help: "Image files, folders of images, or - to read file names from standard input", completion: .images)
  var images: [String]
  @Option(help: ArgumentHelp("Output file: .safetensors, .csv or .npy", valueName: "file"), completion: .file())
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
    try await run.withModel { model, context in
      guard let format = VectorFile.Format(ending: output) else { return }
      let (files, isComplete) = ImageArguments(images).read(for: model)
      guard !files.isEmpty else { throw ExitCode(ExitStatus.invalidData) }
      let file = VectorFile(
        names: files.map(\.path), dimension: model.dimension,
        values: try model.embeddings(of: files, context, variants: variants.count(for: model)))
      try writeFile(try file.data(format), to: output)
      Output.printError("siam: wrote \(files.count) vectors of dimension \(model.dimension) to \(output)")
      if !isComplete { throw ExitCode(ExitStatus.invalidData) }
    }
  }
}
