import ArgumentParser
import Foundation
import SiamMessages
import SiamTerminal
import SiamTraining

/// A run without a screen: progress lines, or every event as JSON.
struct HeadlessRun {
  var order: TrainingOrder
  var asJSON: Bool

  func run() async throws {
    let session: TrainingSession
    let tensorBoard: TensorBoardTask?
    do {
      let lines = LoadingLines()
      let prepared = try lines.whileShown { try order.prepare(lines.show) }
      for line in prepared.remarks { Self.complain("siam: \(line)") }
      let started = try prepared.start()
      Self.complain("siam: this run is kept in \(started.folder.url.path)")
      tensorBoard = try prepared.tensorBoard(for: started.folder, complain: Self.complain)
      session = started.session
    } catch {
      let refusal = Refusal(error)
      Self.complain("siam: \(refusal.message)")
      throw ExitCode(refusal.status)
    }
    let signals = try StopSignals()
    let listening = Task { for await reason in signals.reasons { obey(reason, session) } }
    defer {
      signals.close()
      listening.cancel()
    }
    var lines = ProgressLines()
    var failed = false
    for await event in session.events {
      tensorBoard?.take(event)
      if asJSON {
        Self.say(try EventLines().line(event))
      } else if let line = lines.line(event) {
        Self.say(line)
      }
      if case .failed(let report) = event {
        failed = true
        Self.complain("siam: \(report.message)")
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

  static func say(_ line: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((line + terminator).utf8))
  }

  static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
