import ArgumentParser
import Foundation
import SiamCanvas
import SiamMessages
import SiamScreens
import SiamTerminal
import SiamTraining

/// A run on the screen: one thread draws and reads keys, tasks load the data and take the events in.
struct ScreenRun {
  var order: TrainingOrder
  var settings = ScreenSettings()

  /// Runs until the person leaves; without a usable terminal, in lines.
  func run() async throws {
    let audience = Audience(runs: order.runsFolder, framesASecond: settings.framesASecond)
    let work = Task.detached { await conduct(audience) }
    defer { audience.close() }
    switch await TerminalLoop.onOwnThread(audience, settings) {
    case .noTerminal(let error):
      Output.printError("siam: \(error); going on in lines")
      audience.perform([.command(.stop)])
      await work.value
      try await HeadlessRun(order: order, asJSON: false).run()
    case .left(save: true): try await finish(work, audience)
    case .left(save: false): throw ExitCode(130)  // As a shell has it for a program that Ctrl-C ended.
    case .hungUp:
      // The screen is gone, the training isn't.
      audience.perform([.command(.checkpoint)])
      try await finish(work, audience)
    }
    try Self.conclude(audience)
  }

  /// Waits for the run to end; without the screen a signal ends it after its current step.
  private func finish(_ work: Task<Void, Never>, _ audience: Audience) async throws {
    try await whileHandlingSignals { reason in
      if reason != .hungUp { audience.perform([.command(.stop)]) }
    } during: {
      await work.value
    }
  }

  /// Reads the data, trains, and hands every event to the audience.
  private func conduct(_ audience: Audience) async {
    do {
      let prepared = try order.prepare(audience.hear)
      if audience.isOver { return }
      for line in prepared.remarks { audience.note("siam: \(line)") }
      let (session, folder) = try prepared.start()
      let tensorBoard = try prepared.tensorBoard(for: folder, complain: audience.note)
      audience.begin(session, dataset: prepared.dataset, folder: folder)
      for await event in session.events {
        tensorBoard?.take(event)
        audience.take(.event(event))
      }
      await session.wait()
      await tensorBoard?.finish()
    } catch {
      audience.fail(CommandFailure(error))
    }
  }

  /// What is left on the terminal when the screen is gone.
  static func conclude(_ audience: Audience) throws {
    for line in audience.standardError { Output.printError(line) }
    if let refusal = audience.refusal { throw refusal }
    if let summary = audience.summary { Output.print(summary) }
    if let failure = audience.failure { throw CommandFailure(message: failure, status: 70) }
  }
}
