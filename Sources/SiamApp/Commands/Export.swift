import ArgumentParser
import SiamExport
import SiamTraining

/// `siam export`: a run's network as one small file, to be used and not trained further.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a run's network alone, without what training needs.",
    discussion: """
      safetensors: the weights (averaged, where the run kept an average) under PyTorch's names; every command that \
      takes a run takes the file.
      onnx: the encoder, images to embeddings, for any number of images at once; where the run has a pair head, that \
      goes into a file of its own, two images' features to their similarity. Each image counts as it is: what siam \
      itself answers with --test-time-variants 1.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case safetensors, onnx }

  @OptionGroup var run: RunArgument
  @Option(help: "safetensors or onnx.") var format = Format.safetensors
  @Option(help: ArgumentHelp("Where to.", valueName: "file")) var output: String
  @Option(
    help: ArgumentHelp(
      "Where the pair head goes, with --format onnx; beside the encoder where left out.", valueName: "file"))
  var head: String?

  func validate() throws {
    try run.check()
    if head != nil && format != .onnx { throw ValidationError("--head goes with --format onnx") }
  }

  func run() async throws {
    try await run.answering { model, _ in
      switch format {
      case .safetensors: try writeFile(try model.lean(), to: output)
      case .onnx: try writeONNX(model)
      }
    }
  }

  private func writeONNX(_ model: TrainedModel) throws {
    let pairHead = try model.onnxPairHead()
    if head != nil && pairHead == nil { throw ExportError.noPairHead(model.path) }
    try writeFile(try model.onnxEncoder(), to: output)
    guard let pairHead else { return }
    let head = head ?? Self.headFile(beside: output)
    try writeFile(pairHead, to: head)
    Output.printError("siam: the encoder is in \(output), its pair head in \(head)")
  }

  /// `model-head.onnx` for `model.onnx`.
  static func headFile(beside output: String) -> String {
    let ending = ".onnx"
    return (output.hasSuffix(ending) ? String(output.dropLast(ending.count)) : output) + "-head" + ending
  }
}
