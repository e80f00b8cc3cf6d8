import ArgumentParser
import Foundation
import SiamData
import SiamReplay
import SiamScreens
import SiamTraining

/// A run replayed on the screen: one thread draws and reads keys, a task tells the journal, the compute thread answers
/// by the run's checkpoints.
struct ReplayRun {
  /// The run's folder.
  var run: String
  var speed: ReplaySpeed
  /// Compute threads; one a core where nil.
  var threads: Int?
  /// Where it is shown first.
  var start = ReplayStart.beginning
  /// What the screen begins with.
  var settings = ScreenSettings()

  /// What to do without a terminal.
  static let remedy = "a replay needs a terminal; siam runs export writes what a run told"

  /// Runs until the person leaves.
  func run() async throws {
    let audience = Audience(
      runs: RunsOption.folder(ofRun: run), shown: [run], framesASecond: settings.framesASecond)
    let performance = begin(for: audience)
    defer { performance.end() }
    switch await TerminalLoop.onOwnThread(audience, settings) {
    case .noTerminal(let error):
      throw CommandFailure(message: "\(error); \(Self.remedy)", status: 64)
    case .left(save: false): throw ExitCode(130)  // As a shell has it for a program that Ctrl-C ended.
    case .left(save: true), .hungUp: try ScreenRun.conclude(audience)
    }
  }

  /// What tells an audience of the run until it is ended.
  struct Performance {
    fileprivate let audience: Audience
    fileprivate let session: ReplaySession
    fileprivate let tasks: [Task<Void, Never>]

    /// Tells nothing more.
    func end() {
      session.close()
      for task in tasks { task.cancel() }
      audience.close()
    }
  }

  /// Begins to tell an audience of the run.
  func begin(for audience: Audience) -> Performance {
    let session = ReplaySession(run, speed: speed, from: start)
    let telling = Task.detached { await tell(session, to: audience) }
    let looking = Task.detached { await lookBack(audience) }
    return Performance(audience: audience, session: session, tasks: [telling, looking])
  }

  private func tell(_ session: ReplaySession, to audience: Audience) async {
    do {
      // Says what is wrong with a folder that is no run's.
      _ = try RunDescription(in: URL(fileURLWithPath: run))
      audience.begin(session)
      try await session.play(checkpoints: RunCheckpoints(in: run).steps) { audience.take($0) }
    } catch is CancellationError {
      // The person left while the journal was read.
    } catch {
      audience.fail(CommandFailure(error))
    }
  }

  /// Reads the data, so that questions can be answered; the replay has begun meanwhile.
  private func lookBack(_ audience: Audience) async {
    do {
      let description = try RunDescription(in: URL(fileURLWithPath: run))
      let dataset = try description.dataset(ofRun: run)
      guard dataset.fingerprint == description.data.fingerprint else {
        return audience.refuse("the run's data has changed, so nothing can be shown of it")
      }
      audience.begin(LookBackSession(RunCheckpoints(in: run), dataset: dataset, step: 0, threads: threads))
    } catch {
      audience.refuse("the run's data can't be read: \(error)")
    }
  }
}
