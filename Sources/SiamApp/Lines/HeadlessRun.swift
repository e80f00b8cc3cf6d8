import ArgumentParser
import SiamMessages
import SiamTerminal
import SiamTraining

/// A run without a screen: progress lines, or every event as JSON.
struct HeadlessRun {
  var order: TrainingOrder
  var asJSON: Bool

  func run() async throws {
    let loading = LoadingLines()
    let prepared = try loading.whileShown { try order.prepare(loading.show) }
    for line in prepared.remarks { Output.printError("siam: \(line)") }
    let (session, folder) = try prepared.start()
    Output.printError("siam: this run is kept in \(folder.url.path)")
    let tensorBoard = try prepared.tensorBoard(for: folder, complain: Output.printError)
    try await whileHandlingSignals({ obey($0, session) }, during: { try await report(session, tensorBoard) })
  }

  /// Reports every event of a run, until it has ended.
  private func report(_ session: TrainingSession, _ tensorBoard: TensorBoardTask?) async throws {
    var lines = ProgressLines()
    var failed = false
    for await event in session.events {
      tensorBoard?.take(event)
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
    if failed { throw ExitCode(70) }
  }

  /// A first signal ends the run after the current step; a second one ends the program, before it comes here.
  private func obey(_ reason: StopSignals.Reason, _ session: TrainingSession) {
    switch reason {
    case .interrupted, .terminated: session.send(.stop)
    case .hungUp: session.send(.checkpoint)
    }
  }
}
