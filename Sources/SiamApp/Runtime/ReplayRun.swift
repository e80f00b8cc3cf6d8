import SiamRuns
import SiamInference
import SiamCore
import Foundation
import SiamData
import SiamScreens
import SiamTraining

/// A run replayed on the screen: one thread draws and reads keys, a task plays the journal, and the compute thread
/// answers queries from the run's checkpoints.
struct ReplayRun {
  /// The run's folder.
  var run: String
  var speed: ReplaySpeed
  /// The number of compute threads; nil for one per core.
  var threads: Int?
  /// Where in the run the replay begins.
  var start = ReplayStart.beginning
  var settings = ScreenSettings()

  /// What to do without a terminal.
  static let remedy = "replay needs a terminal; use siam runs export for plain output"

  /// Runs until the user leaves.
  func run() async throws {
    let runtime = AppRuntime(
      runs: RunsOption.folder(ofRun: run), shown: [run], framesPerSecond: settings.framesPerSecond)
    let playback = begin(for: runtime)
    defer { playback.end() }
    try await TerminalLoop.show(runtime, settings, remedy: Self.remedy)
  }

  /// A replay in progress.
  struct Playback {
    fileprivate let runtime: AppRuntime
    fileprivate let session: ReplaySession
    fileprivate let tasks: [Task<Void, Never>]

    /// Ends the replay and its queries.
    func end() {
      session.close()
      for task in tasks { task.cancel() }
      runtime.sessions.close()
    }
  }

  /// Begins to replay the run to a runtime. The caller ends the playback.
  func begin(for runtime: AppRuntime) -> Playback {
    let session = ReplaySession(run, speed: speed, from: start)
    // Both read files, which blocks.
    let playing = Task.detached(executorPreference: TaskQueue("siam.replay")) { await play(session, to: runtime) }
    let loading = Task.detached(executorPreference: TaskQueue("siam.loading")) { await loadData(runtime) }
    return Playback(runtime: runtime, session: session, tasks: [playing, loading])
  }

  private func play(_ session: ReplaySession, to runtime: AppRuntime) async {
    do {
      // Throws an error that says so if the folder is not a run's.
      _ = try RunDescription(in: URL(fileURLWithPath: run))
      runtime.begin(session)
      try await session.play(checkpoints: RunCheckpoints(in: run).steps) { runtime.receive(Message($0)) }
    } catch is CancellationError {
      // The user left while the journal was read.
    } catch {
      runtime.fail(CommandFailure(error))
    }
  }

  /// Reads the run's data, so that queries can be answered; the replay plays meanwhile.
  private func loadData(_ runtime: AppRuntime) async {
    do {
      let description = try RunDescription(in: URL(fileURLWithPath: run))
      let dataset = try description.dataset(ofRun: run)
      guard dataset.fingerprint == description.data.fingerprint else {
        return runtime.rejectQueries("the run's data has changed since training, so it can't be shown")
      }
      runtime.begin(CheckpointSession(RunCheckpoints(in: run), dataset: dataset, step: 0, threads: threads))
    } catch is CancellationError {
      // The user left while the data was read.
    } catch {
      runtime.rejectQueries("can't read the run's data: \(error)")
    }
  }
}
