import ArgumentParser
import Foundation
import SiamData

/// `siam explore`: shows support sets, the embedding space and pairs of a trained model on the screen.
struct Explore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explore a trained model on the screen: support sets, embedding space and pairs",
    discussion: """
      Only classes that the model was not trained on are shown: training classes are detected by their images. Without \
      --data, they come from the data that the model was trained on.
      """)

  @OptionGroup var run: RunArgument
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Images by class, as for siam train (default: the run's own data)", valueName: "path"),
    completion: .data)
  var path: String?
  @Option(
    help: ArgumentHelp(
      "Show only these groups (or classes, if there are no groups): names, or N for the last N by name",
      valueName: "N|NAME,…"))
  var holdOut: String?
  @OptionGroup(title: "Data") var labels: LabelOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  func validate() throws {
    try run.check()
    try labels.check()
    try screen.check()
  }

  func run() async throws {
    guard Output.current.isInteractive else {
      throw CommandFailure(message: ExplorationRun.remedy, status: ExitStatus.usage)
    }
    let request = ExplorationRequest(
      run: run.run, data: path, holdOut: holdOut.map(HoldOut.init(argument:)), labels: labels.rules,
      threads: run.threads)
    try await ExplorationRun(request: request, settings: screen.settings).run()
  }
}
