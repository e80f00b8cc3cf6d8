import ArgumentParser
import Foundation
import SiamCanvas
import SiamCore
import SiamScreens
import SiamTerminal
import SiamTraining

/// A training run on the screen: one thread draws and reads keys, a task reads the data and forwards the events.
struct ScreenRun {
  var request: TrainingRequest
  var settings = ScreenSettings()

  /// Runs until the user leaves. Without a usable terminal, it trains with plain output.
  func run() async throws {
    let runtime = AppRuntime(runs: request.runsFolder, framesPerSecond: settings.framesPerSecond)
    // Reading the data blocks.
    let loading = Task.detached(executorPreference: TaskQueue("siam.loading")) {
      try request.prepare { runtime.receive(.loading($0)) }
    }
    let work = Task.detached { await train(loading, runtime) }
    defer { runtime.sessions.close() }
    switch await TerminalLoop.onOwnThread(runtime, settings) {
    case .noTerminal(let error):
      Output.printError("siam: \(error); falling back to plain output")
      loading.cancel()
      runtime.sessions.send(.stop)
      await work.value
      try await HeadlessRun(request: request, asJSON: false).run()
    case .left(save: true):
      // Once the data is loaded, this does nothing.
      loading.cancel()
      try await finish(work, loading, runtime)
    case .left(save: false): throw ExitCode(ExitStatus.interrupted)
    case .hungUp:
      // Training continues without its screen, as under nohup.
      runtime.sessions.send(.checkpoint)
      try await finish(work, loading, runtime)
    }
    try runtime.outcome.report()
  }

  /// Waits for the run to end. Once the screen is gone, a signal stops the run after its current step.
  private func finish(
    _ work: Task<Void, Never>, _ loading: Task<PreparedRun, any Error>, _ runtime: AppRuntime
  ) async throws {
    try await whileHandlingSignals { reason in
      if reason != .hungUp {
        loading.cancel()
        runtime.sessions.send(.stop)
      }
    } during: {
      await work.value
    }
  }

  /// Trains on the data once it is loaded, and hands every event to the runtime.
  private func train(_ loading: Task<PreparedRun, any Error>, _ runtime: AppRuntime) async {
    do {
      let prepared = try await loading.value
      if runtime.isOver { return }
      for line in prepared.notes { runtime.record(standardError: "siam: \(line)") }
      let (session, folder) = try prepared.start()
      let tensorBoard = try prepared.tensorBoard(for: folder) { runtime.record(standardError: $0) }
      runtime.begin(session, dataset: prepared.dataset, folder: folder)
      for await event in session.events {
        tensorBoard?.write(event)
        runtime.receive(training: event)
      }
      await session.wait()
      await tensorBoard?.finish()
    } catch is CancellationError {
      // The user left while the data was loaded.
    } catch {
      runtime.fail(CommandFailure(error))
    }
  }
}
