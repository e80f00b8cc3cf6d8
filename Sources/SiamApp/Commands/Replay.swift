import ArgumentParser
import Foundation
import SiamReplay
import SiamScreens

extension ReplaySpeed: ExpressibleByArgument {
  /// A multiple, or `max`.
  public init?(argument: String) { self.init(argument) }
}

/// `siam replay`: a run once more, on the screen it was trained on.
struct Replay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a run again on the screen, from its journal.",
    discussion: """
      The run may be finished, stopped or still in training. Space pauses, ( ) scrub, the timeline can be dragged; ? lists \
      all keys. What is asked of the network is answered by the newest checkpoint of that time that the run has kept.
      """)

  @Argument(help: "A run's folder.", completion: .runFolder) var run: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many times faster than it was trained, 0.01 to 10000; max for as fast as it can be read.",
      valueName: "number|max"))
  var speed = ReplaySpeed.times(1)
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads that compute answers; one a core where left out.", valueName: "n"))
  var threads: Int?
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
    try screen.check()
  }

  func run() async throws {
    guard Output.current.isInteractive else {
      throw CommandFailure(message: ReplayRun.remedy, status: 64)
    }
    try await ReplayRun(run: run, speed: speed, threads: threads, settings: screen.settings).run()
  }
}
