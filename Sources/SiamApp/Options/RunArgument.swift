import SiamInference
import ArgumentParser
import SiamData
import SiamTensors
import SiamTraining

/// The trained model that a command uses, and its number of threads.
struct RunArgument: ParsableArguments {
  @Argument(
    help: "A run's folder, a checkpoint file, or glyphs, the bundled model", completion: .run)
  var run: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of compute threads (default: all available cores)", valueName: "n"))
  var threads: Int?

  /// Throws a `ValidationError` for an invalid number of threads.
  func check() throws {
    try requireThreadCount(threads)
  }

  /// Opens the model and calls `body` with it on a compute thread.
  func withModel(_ body: @escaping @Sendable (TrainedModel, ComputeContext) throws -> Void) async throws {
    let (run, threads) = (run, threads)
    let thread = ComputeThread()
    let work = Task(executorPreference: thread) {
      try body(try TrainedModel(opening: run), try ComputeContext(threads: threads))
    }
    try await work.value
  }
}

/// A list of whole numbers, such as `5,20`.
struct NumberList: ExpressibleByArgument {
  var numbers: [Int]

  init(_ numbers: [Int]) { self.numbers = numbers }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0.drop { $0 == " " }) }
    guard !numbers.isEmpty, numbers.count == parts.count else { return nil }
    self.numbers = numbers
  }

  var defaultValueDescription: String { numbers.map(String.init).joined(separator: ",") }
}
