import SiamRuns
import FoundationEssentials
import ArgumentParser
import SiamCore
import SiamTerminal
import SiamTraining

/// A training run without a screen: it prints progress lines, or every event as JSON.
struct HeadlessRun {
  var request: TrainingRequest
  var asJSON: Bool

  /// Runs to the end, or until a signal stops the run.
  func run() async throws {
    let loading = LoadingLines()
    let prepared = try loading.whileShown { try request.prepare(loading.show) }
    for line in prepared.notes { Output.printError("siam: \(line)") }
    let (session, folder) = try prepared.start()
    Output.printError("siam: saving this run in \(folder.url.path)")
    let tensorBoard = try prepared.tensorBoard(for: folder, onError: Output.printError)
    try await whileHandlingSignals({ handle($0, session) }, during: { try await report(session, tensorBoard) })
  }

  /// Prints every event of a run, until it has ended.
  private func report(_ session: TrainingSession, _ tensorBoard: TensorBoardTask?) async throws {
    var lines = ProgressLines()
    var failed = false
    for await event in session.events {
      tensorBoard?.write(event)
      if asJSON {
        Output.print(try EventLines().line(event))
      } else if let line = lines.line(event) {
        Output.print(line)
      }
      if case .failed(let report) = event {
        failed = true
        Output.printError("siam: \(report.message)")
      }
    }
    await session.wait()
    await tensorBoard?.finish()
    if failed { throw ExitCode(ExitStatus.internalError) }
  }

  /// Stops the run after its current step, or saves a checkpoint if the terminal went away. A second request to stop
  /// ends the program and doesn't reach this method.
  private func handle(_ reason: StopSignals.Reason, _ session: TrainingSession) {
    switch reason {
    case .interrupted, .terminated: session.send(.stop)
    case .hungUp: session.send(.checkpoint)
    }
  }
}
