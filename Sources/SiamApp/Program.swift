import ArgumentParser
import Foundation
import SiamTerminal

/// The `siam` program as a library: it runs a command line in this process.
public enum Program {
  /// Runs the command line that this process was started with.
  ///
  /// - Returns: the exit status.
  @concurrent public static func main() async -> Int32 { await run(Array(CommandLine.arguments.dropFirst())) }

  /// Makes the process ready for standard streams that are closed or break. Call it first of all.
  public static func prepareStreams() { StandardStreams.prepare() }

  /// Runs a command line.
  ///
  /// - Parameter arguments: the arguments after the program's name.
  /// - Returns: the exit status, one of `ExitStatus`; `lostOutput` if the command succeeded but its output is lost.
  ///
  /// Messages go to `Output.current`.
  static func run(_ arguments: [String]) async -> Int32 { Output.finish(await status(of: arguments)) }

  /// Runs a command line, and returns its own exit status.
  private static func status(of arguments: [String]) async -> Int32 {
    do {
      var command = try Siam.parseAsRoot(arguments)
      do {
        if var asynchronous = command as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try command.run()
        }
      } catch let error where Siam.exitCode(for: error) == .failure {
        // The parser's own errors, and requests for help, have another exit code.
        let failure = CommandFailure(error)
        Output.printError("siam: \(failure.message)")
        return failure.status
      }
      return ExitStatus.success
    } catch {
      return report(error)
    }
  }

  /// Writes the message of the parser's own errors: usage errors, and requests for help or the version.
  ///
  /// - Returns: the exit status.
  private static func report(_ error: any Error) -> Int32 {
    let (status, message) = (Siam.exitCode(for: error), Siam.fullMessage(for: error))
    if !message.isEmpty { status.isSuccess ? Output.print(message) : Output.printError(message) }
    return status.rawValue
  }
}

/// Runs `body`, and calls `handle` for each signal to stop that arrives meanwhile, if the command owns the process.
///
/// - Throws: `TerminalError`, or what `body` throws.
func whileHandlingSignals(
  _ handle: @escaping @Sendable (StopSignals.Reason) -> Void, during body: () async throws -> Void
) async throws {
  guard Output.current.ownsProcess else { return try await body() }
  let signals = try StopSignals()
  let listening = Task { for await reason in signals.reasons { handle(reason) } }
  defer {
    signals.close()
    listening.cancel()
  }
  try await body()
}
