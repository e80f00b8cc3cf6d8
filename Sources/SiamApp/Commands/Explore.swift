import ArgumentParser
import Foundation
import SiamData

/// `siam explore`: support sets, embedding space and pairs of a trained run, on the screen.
struct Explore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explore a trained run on the screen: support sets, embedding space, pairs.",
    discussion: """
      Only classes that the run was not trained on are explored, known by their pictures. Without --data they are those \
      of the data the run was trained on.
      """)

  @OptionGroup var run: RunArgument
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Images by class, as for siam train (default: the data the run was trained on).", valueName: "path"),
    completion: .data)
  var path: String?
  @Option(
    help: ArgumentHelp(
      "Only these groups (or, without groups, classes): a number, the last so many by name, or names.",
      valueName: "N|NAME,…"))
  var holdOut: String?
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  func validate() throws {
    try run.check()
    try screen.check()
  }

  func run() async throws {
    guard Output.current.isInteractive else {
      throw CommandFailure(message: ExplorationRun.remedy, status: 64)
    }
    let order = ExplorationOrder(
      run: run.run, data: path, holdOut: holdOut.map(HoldOut.init(argument:)), threads: run.threads)
    try await ExplorationRun(order: order, settings: screen.settings).run()
  }
}
