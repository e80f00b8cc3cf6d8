import ArgumentParser
import Foundation
import SiamCanvas
import SiamCore
import SiamScreens
import SiamTerminal
import SiamTraining
import Synchronization

/// A training run on the screen: one thread draws and reads keys, a task reads the data and forwards the events.
struct ScreenRun {
  var request: TrainingRequest
  var settings = ScreenSettings()

  /// The work behind the screen.
  private struct Work {
    var loading: Task<PreparedRun, any Error>
    var training: Task<Void, Never>
  }

  /// Runs until the user leaves. Without a usable terminal, it trains with plain output.
  func run() async throws {
    let runtime = AppRuntime(runs: request.runsFolder, framesPerSecond: settings.framesPerSecond)
    let work = Mutex<Work?>(nil)
    defer { runtime.sessions.close() }
    // Nothing starts before the terminal is open, so that without one there is no other run.
    let ending = await TerminalLoop.onOwnThread(runtime, settings) { work.withLock { $0 = begin(runtime) } }
    guard let work = work.withLock({ $0 }) else {
      if case .noTerminal(let error) = ending { Output.printError("siam: \(error); falling back to plain output") }
      return try await HeadlessRun(request: request, asJSON: false).run()
    }
    switch ending {
    case .noTerminal: break
    case .left(save: true):
      // Once the data is loaded, this does nothing.
      work.loading.cancel()
      try await finish(work, runtime)
    case .left(save: false): throw ExitCode(ExitStatus.interrupted)
    case .hungUp:
      // Training continues without its screen, as under nohup.
      runtime.sessions.send(.checkpoint)
      try await finish(work, runtime)
    }
    try runtime.outcome.report()
  }

  /// Begins to read the data, which blocks, and then to train.
  private func begin(_ runtime: AppRuntime) -> Work {
    let loading = Task.detached(executorPreference: TaskQueue("siam.loading")) {
      try request.prepare { runtime.receive(.loading($0)) }
    }
    return Work(loading: loading, training: Task.detached { await train(loading, runtime) })
  }

  /// Waits for the run to end. Once the screen is gone, a signal stops the run after its current step.
  private func finish(_ work: Work, _ runtime: AppRuntime) async throws {
    try await whileHandlingSignals { reason in
      if reason != .hungUp {
        work.loading.cancel()
        runtime.sessions.send(.stop)
      }
    } during: {
      await work.training.value
    }
  }

  /// Trains on the data once it is loaded, and hands every event to the runtime.
  private func train(_ loading: Task<PreparedRun, any Error>, _ runtime: AppRuntime) async {
    do {
      let prepared = try await loading.value
      if runtime.isOver { return }
      for line in prepared.notes { runtime.record(standardError: "siam: \(line)") }
      let run = try prepared.start { runtime.record(standardError: $0) }
      runtime.begin(run.session, dataset: prepared.dataset, folder: run.folder)
      for await event in run.session.events {
        run.tensorBoard?.write(event)
        runtime.receive(training: event)
      }
      await run.session.wait()
      if await run.tensorBoard?.finish() == false { runtime.recordLostLogs() }
    } catch is CancellationError {
      // The user left while the data was loaded.
    } catch {
      runtime.fail(CommandFailure(error))
    }
  }
}
