import ArgumentParser
import Foundation
import SiamCore

/// What a run leaves on the terminal after its screen is gone.
struct RunOutcome: Sendable {
  /// Lines of standard error beyond this number are dropped.
  private static let maxLines = 100

  /// Why the run could not begin; nil if it did.
  var startFailure: CommandFailure?
  /// Why the run ended early; nil if it did not.
  private(set) var runFailure: String?
  /// The run's folder; nil before training has begun.
  var folder: String?
  private(set) var evaluation: EvaluationReport?
  private(set) var finished: FinishedReport?
  /// What was written to standard error while the screen was up.
  private(set) var standardError: [String] = []

  /// Records an event of the run.
  mutating func record(_ event: TrainingEvent) {
    switch event {
    case .evaluation(let report): evaluation = report
    case .finished(let report): finished = report
    case .failed(let report): runFailure = report.message
    default: break
    }
  }

  /// Records a line of standard error.
  mutating func record(standardError line: String) {
    if standardError.count < Self.maxLines { standardError.append(line) }
  }

  /// Whether TensorBoard logs could not be written.
  var hasLostLogs = false

  /// How the run ended and where it is saved, in two lines, or one if it is not saved; nil if it has not ended.
  var summary: String? {
    guard let finished, let folder else { return nil }
    var text = "siam: \(finished.complete ? "finished" : "stopped") after \(finished.step) steps"
    if let report = evaluation {
      text += String(
        format: "; %d-way %d-shot %.1f %% ± %.1f at step %d", report.way, report.shot, report.accuracy * 100,
        report.interval95 * 100, report.step)
    }
    return text + (finished.unsaved == nil ? "\nSaved in \(folder)" : "")
  }

  /// Writes the outcome to the current output.
  ///
  /// - Throws: the `CommandFailure` of a run that could not begin, that failed, or whose end could not be written.
  func report() throws {
    for line in standardError { Output.printError(line) }
    if let startFailure { throw startFailure }
    if let summary { Output.print(summary) }
    if let runFailure { throw CommandFailure(message: runFailure, status: ExitStatus.internalError) }
    if let unsaved = finished?.unsaved, let folder { throw CommandFailure(unsaved: unsaved, run: folder) }
    if hasLostLogs { throw ExitCode(ExitStatus.lostOutput) }
  }
}
