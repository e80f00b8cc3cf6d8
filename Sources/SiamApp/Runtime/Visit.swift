import SiamCore
import SiamScreens
import SiamTerminal

/// A run to show in place of another until the user comes back.
struct VisitRequest: Equatable, Sendable {
  /// The run's folder.
  var run: String
  /// Where in the run the replay begins.
  var start: ReplayStart
}

/// A run opened from another's Runs screen and replayed there, while the other keeps running.
struct Visit {
  let runtime: AppRuntime
  private let playback: ReplayRun.Playback

  /// Opens a run.
  ///
  /// - Parameters:
  ///   - request: the run, and where it begins.
  ///   - shown: the runtime whose screen it was requested on; it passes on its theme, size and the like.
  ///   - host: the runtime to come back to.
  ///   - settings: the settings of the screen.
  ///   - waker: ends the drawing thread's wait.
  init(
    _ request: VisitRequest, from shown: AppRuntime, beside host: AppRuntime, _ settings: ScreenSettings,
    _ waker: Waker
  ) {
    runtime = AppRuntime(
      runs: shown.runs, shown: host.sessions.shownRuns.union([request.run]), framesPerSecond: settings.framesPerSecond)
    let model = shown.model.visit
    runtime.open(waker: waker) { $0 = model }
    playback = ReplayRun(run: request.run, speed: .times(1), start: request.start, settings: settings)
      .begin(for: runtime)
  }

  /// Ends the replay.
  func end() { playback.end() }
}
