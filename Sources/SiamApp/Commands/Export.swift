import SiamInference
import ArgumentParser
import SiamExport
import SiamTraining

/// `siam export`: writes a run's network to one file, for use without further training.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Export a trained network for use elsewhere",
    discussion: """
      safetensors: the weights under PyTorch's names, averaged if the run used --weight-averaging. All commands that \
      take a run take this file.
      onnx: the encoder, from images to embeddings, with a dynamic batch size. The pair head, if there is one, is \
      written to a separate file. Outputs match those of siam with --test-time-augmentation 1.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case safetensors, onnx }

  @OptionGroup var run: RunArgument
  @Option(help: "File format") var format = Format.safetensors
  @Option(help: ArgumentHelp("Output file", valueName: "file")) var output: String
  @Option(
    help: ArgumentHelp(
      "Output file of the pair head, for --format onnx (default: next to the encoder)", valueName: "file"))
  var head: String?

  func validate() throws {
    try run.check()
    if head != nil && format != .onnx { throw ValidationError("--head requires --format onnx") }
  }

  func run() async throws {
    try await run.withModel { model, _ in
      switch format {
      case .safetensors: try writeFile(try model.inferenceCheckpoint(), to: output)
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
    Output.printError("siam: wrote the encoder to \(output) and the pair head to \(head)")
  }

  /// `model-head.onnx` for `model.onnx`.
  static func headFile(beside output: String) -> String {
    let ending = ".onnx"
    return (output.hasSuffix(ending) ? String(output.dropLast(ending.count)) : output) + "-head" + ending
  }
}
