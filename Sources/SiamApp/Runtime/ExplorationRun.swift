import SiamScreens
import SiamInference
import SiamData
import SiamTraining

/// A trained run explored on the screen: one thread draws and reads keys, the compute thread answers queries.
struct ExplorationRun {
  var request: ExplorationRequest
  var settings = ScreenSettings()

  /// What to do without a terminal.
  static let remedy = "explore needs a terminal; use siam evaluate or siam predict for plain output"

  /// Runs until the user leaves.
  func run() async throws {
    let runtime = AppRuntime(
      runs: RunsOption.folder(ofRun: request.run), shown: [request.run], framesPerSecond: settings.framesPerSecond)
    let opening = Task.detached { await open(runtime) }
    defer {
      opening.cancel()
      runtime.sessions.close()
    }
    try await TerminalLoop.show(runtime, settings, remedy: Self.remedy)
  }

  private func open(_ runtime: AppRuntime) async {
    do {
      let request = request
      let session = try await ExplorationSession.open(request.run, threads: request.threads) { model in
        try request.subject(for: model) { runtime.receive(.loading($0)) }
      }
      for line in session.dataset.problems.lines { runtime.record(standardError: "siam: \(line)") }
      runtime.begin(session)
    } catch {
      runtime.fail(CommandFailure(error))
    }
  }
}
