import SiamInference
import ArgumentParser
import Foundation
import SiamData
import SiamCore
import SiamTraining

/// `siam predict`: classifies images by a folder of examples.
struct Predict: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Classify images, given a few examples of each class",
    discussion: """
      The support folder holds one folder per class, or images named by class (cat-1.png, cat-2.png, dog.png). Prints \
      one line per image, separated by tabs: file, class, similarity, and the second-best class with its similarity.
      """)

  @OptionGroup var run: RunArgument
  @Option(
    help: ArgumentHelp("Folder of examples: folder/class/*.png (or .jpg), or folder/class-1.png", valueName: "folder"),
    completion: .directory)
  var support: String
  @Argument(help: "Image files, folders of images, or - to read file names from standard input", completion: .images)
  var queries: [String]
  @OptionGroup(title: "Classification") var classification: PredictionOptions
  @Flag(help: "Report 'unknown' for images below the run's similarity threshold") var reject = false
  @Flag(help: "Print one JSON object per line") var json = false

  func validate() throws {
    try run.check()
    try classification.check()
  }

  func run() async throws {
    try await run.withModel { model, context in
      var options = EvaluationOptions()
      classification.apply(to: &options, of: model)
      let folder = try SupportFolder.load(
        path: support, side: model.imageSize, channels: model.channels, inverted: model.fileInversion)
      for file in folder.skipped { Output.printError("siam: \(file.description)") }
      let (images, isComplete) = ImageArguments(queries).read(for: model)
      let predictor = Predictor(context, model, folder, options)
      for report in try predictor.predict(images, rejecting: reject) {
        Output.print(json ? try EventLines().line(of: report) : line(report))
      }
      if !isComplete { throw ExitCode(ExitStatus.invalidData) }
    }
  }

  private static let (unknown, undecided) = ("unknown", "undecided")

  /// A class's name as siam prints names in lists; in quotes also if it reads like no class.
  private static func quoted(_ name: String) -> String {
    [unknown, undecided].contains(name) ? "\"\(name)\"" : NameList.quoted(name)
  }

  private func line(_ report: PredictionReport) -> String {
    let name = report.isUnknown ? Self.unknown : report.class.map(Self.quoted) ?? Self.undecided
    func text(_ number: Float) -> String { NumberFormat.fixed(Double(number), decimals: 4) }
    return [
      printable(report.file, limit: 4_000), name, text(report.similarity),
      Self.quoted(report.isUnknown ? report.nearest : report.runnerUp) + " "
        + text(report.isUnknown ? report.similarity : report.runnerUpSimilarity),
    ].joined(separator: "\t")
  }
}
