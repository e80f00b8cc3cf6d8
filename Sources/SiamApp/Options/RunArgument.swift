import ArgumentParser
import SiamData
import SiamTensors
import SiamTraining

/// The run that a command asks, and how many threads answer.
struct RunArgument: ParsableArguments {
  @Argument(
    help: "A run's folder, a checkpoint file, or `glyphs`, the model that comes with siam.", completion: .run)
  var run: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads that compute; one a core that siam may use where left out.", valueName: "n"))
  var threads: Int?

  func check() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
  }

  /// Opens the run and has it answer on a compute thread; what goes wrong ends the program with one line.
  func answering(_ answer: @escaping @Sendable (TrainedModel, ComputeContext) throws -> Void) async throws {
    let (run, threads) = (run, threads)
    let thread = ComputeThread()
    let work = Task(executorPreference: thread) {
      try answer(try TrainedModel(opening: run), try ComputeContext(threads: threads))
    }
    try await work.value
  }
}

/// A list of whole numbers, as `--way 5,20` spells it.
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
