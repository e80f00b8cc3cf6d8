import ArgumentParser
import Foundation
import SiamCore
import SiamRuns
import SiamScreens

extension ReplaySpeed: ExpressibleByArgument {
  /// Parses a multiple of the original speed, or `max`.
  public init?(argument: String) { self.init(argument) }

  /// The default in the help text.
  public var defaultValueDescription: String { "1" }
}

/// `siam replay`: plays a run's journal on the screen.
struct Replay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay a run on the screen",
    discussion: """
      The run may be finished, stopped or still in training. Space pauses, ( and ) jump, the timeline can be dragged, \
      and ? lists all keys. Support, Space and Pairs use the latest \
      checkpoint at or before the step shown.
      """)

  @Argument(help: "A run's folder", completion: .runFolder) var run: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Speed as a multiple of the original, 0.01 to 10000, or max for as fast as possible",
      valueName: "number|max"))
  var speed = ReplaySpeed.times(1)
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of compute threads (default: all available cores)", valueName: "n"))
  var threads: Int?
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  func validate() throws {
    try requireThreadCount(threads)
    try screen.check()
  }

  func run() async throws {
    guard Output.current.isInteractive else {
      throw CommandFailure(message: ReplayRun.remedy, status: ExitStatus.usage)
    }
    try await ReplayRun(run: run, speed: speed, threads: threads, settings: screen.settings).run()
  }
}
