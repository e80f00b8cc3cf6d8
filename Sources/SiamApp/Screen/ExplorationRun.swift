import ArgumentParser
import SiamData
import SiamTraining

/// A trained run on the screen: one thread draws and reads keys, the compute thread answers.
struct ExplorationRun {
  /// What is explored, on what.
  var order: ExplorationOrder
  /// What the screen begins with.
  var settings = ScreenSettings()

  /// Runs until the person leaves.
  func run() async throws {
    let audience = Audience(
      runs: RunsOption.folder(ofRun: order.run), shown: [order.run], framesASecond: settings.framesASecond)
    let opening = Task.detached { await open(audience) }
    defer {
      opening.cancel()
      audience.close()
    }
    switch await TerminalLoop.onOwnThread(audience, settings) {
    case .noTerminal(let error):
      throw CommandFailure(message: "\(error); \(Self.remedy)", status: 64)
    case .left(save: false): throw ExitCode(130)  // As a shell has it for a program that Ctrl-C ended.
    case .left(save: true), .hungUp: try ScreenRun.conclude(audience)
    }
  }

  /// What to do without a terminal.
  static let remedy = "exploring needs a terminal; siam evaluate and siam predict answer in lines"

  private func open(_ audience: Audience) async {
    do {
      let order = order
      let session = try await ExplorationSession.open(order.run, threads: order.threads) { model in
        try order.subject(for: model, audience.hear)
      }
      for line in session.dataset.problems.lines { audience.note("siam: \(line)") }
      audience.begin(session)
    } catch {
      audience.fail(CommandFailure(error))
    }
  }
}
