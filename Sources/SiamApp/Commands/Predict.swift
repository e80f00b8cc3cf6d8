import ArgumentParser
import Foundation
import SiamData
import SiamMessages
import SiamTraining

/// `siam predict`: names pictures from a folder of examples.
struct Predict: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Name the class of pictures from a few examples of each class.",
    discussion: """
      The support folder has a folder a class, or pictures named by class (cat-1.png, cat-2.png, dog.png). Each query \
      gets a line: file, class, similarity, and the class that comes next with its similarity, between tabs.
      """)

  @OptionGroup var run: RunArgument
  @Option(
    help: ArgumentHelp("The examples: folder/class/*.png or .jpg, or folder/class-1.png.", valueName: "folder"),
    completion: .directory)
  var support: String
  @Argument(help: "Pictures, folders of pictures, or - for names on standard input.", completion: .images) var queries:
    [String]
  @OptionGroup(title: "How queries are named") var naming: NamingOptions
  @Flag(help: "Call a query unknown that is less similar to its class than the run's threshold.") var reject = false
  @Flag(help: "One JSON object a line on standard output and nothing else there.") var json = false

  func validate() throws {
    try run.check()
    try naming.check()
    if naming.classifier.names.count > 1 { throw ValidationError("--classifier must name one") }
  }

  func run() async throws {
    try await run.answering { model, context in
      var order = EvaluationOrder()
      naming.apply(to: &order, of: model)
      let folder = try SupportFolder.load(
        path: support, side: model.imageSize, channels: model.channels, inverted: model.fileInversion)
      for file in folder.skipped { Output.printError("siam: \(file.description)") }
      let (pictures, isComplete) = Pictures(queries).read(for: model)
      let predictor = Predictor(context, model, folder, order)
      for report in try predictor.predict(pictures, rejecting: reject) {
        Output.print(json ? try EventLines().line(of: report) : line(report))
      }
      if !isComplete { throw ExitCode(65) }
    }
  }

  private func line(_ report: PredictionReport) -> String {
    let name = report.isUnknown ? "unknown" : report.class ?? "undecided"
    func text(_ number: Float) -> String { String(format: "%.4f", number) }
    return [
      report.file, name, text(report.similarity),
      "\(report.isUnknown ? report.nearest : report.runnerUp) "
        + text(report.isUnknown ? report.similarity : report.runnerUpSimilarity),
    ].joined(separator: "\t")
  }
}
