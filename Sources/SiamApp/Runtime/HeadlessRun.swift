import SiamRuns
import FoundationEssentials
import ArgumentParser
import SiamCore
import SiamTerminal
import SiamTraining
import Synchronization

/// A training run without a screen: it prints progress lines, or every event as JSON.
struct HeadlessRun {
  var request: TrainingRequest
  var asJSON: Bool

  /// Runs to the end, or until a signal stops the run or standard output's reader ends.
  func run() async throws {
    try await Output.$current.withValue(Output.current.outlivingReader) { try await train() }
  }

  private func train() async throws {
    let loading = LoadingLines()
    let prepared = try loading.whileShown { try request.prepare(loading.show) }
    for line in prepared.notes { Output.printError("siam: \(line)") }
    let run = try prepared.start(onTensorBoardError: Output.printError)
    Output.printError("siam: saving this run in \(run.folder.url.path)")
    Output.reportLoss(isData: asJSON)
    let hasHungUp = Atomic(false)
    try await whileHandlingSignals { reason in
      if reason == .hungUp { hasHungUp.store(true, ordering: .relaxed) }
      handle(reason, run.session)
    } during: {
      try await report(run) { !hasHungUp.load(ordering: .relaxed) }
    }
  }

  /// Prints every event of a run, until it has ended.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - needsReader: whether the run stops once standard output's reader has ended. If the terminal went away, the
  ///     reader went with it, and training continues as under nohup.
  /// - Throws: `CommandFailure` or `ExitCode` if the run failed, or not everything was written.
  private func report(_ run: PreparedRun.Started, needsReader: () -> Bool) async throws {
    var lines = ProgressLines()
    var (failed, unsaved, isStopped): (Bool, String?, Bool) = (false, nil, false)
    for await event in run.session.events {
      run.tensorBoard?.write(event)
      if asJSON {
        Output.print(try EventLines().line(event))
      } else if let line = lines.line(event) {
        Output.print(line)
      }
      if !isStopped, Output.current.standardOutput.process?.loss?.isBrokenPipe == true, needsReader() {
        isStopped = true
        run.session.send(.stop)
        Output.reportLoss(isData: asJSON, consequence: "stopping the run and saving it, as after Ctrl-C")
      }
      Output.reportLoss(isData: asJSON)
      if case .finished(let report) = event { unsaved = report.unsaved }
      if case .failed(let report) = event {
        failed = true
        Output.printError("siam: \(report.message)")
      }
    }
    await run.session.wait()
    let isLogged = await run.tensorBoard?.finish() ?? true
    if failed { throw ExitCode(ExitStatus.internalError) }
    if let unsaved { throw CommandFailure(unsaved: unsaved, run: run.folder.url.path) }
    if !isLogged { throw ExitCode(ExitStatus.lostOutput) }
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
