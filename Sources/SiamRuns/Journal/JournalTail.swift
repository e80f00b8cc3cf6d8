import Foundation
import SiamFiles
import SiamCore

/// The latest results in a journal, read backward from its end.
///
/// Reading stops when every result is found, or after `limit` bytes. Events of steps that a resumed run repeated are
/// skipped.
struct JournalTail {
  /// The last step.
  private(set) var step: StepReport?
  /// The last evaluation: a report per setting, in the journal's order.
  private(set) var evaluations: [EvaluationReport] = []
  /// The best evaluation in the requested setting among those that were read.
  private(set) var best: EvaluationReport?
  /// How the run ended, if the last event says so.
  private(set) var ending: Ending?

  /// The last event of a run that has ended.
  enum Ending {
    case finished(FinishedReport)
    case failed(FailedReport)
  }

  private let setting: EpisodeSetting?
  private var isFirst = true
  private var hasAllEvaluations: Bool
  /// The last valid step: a resumed run repeated later ones.
  private var lastStep = Int.max

  /// The maximum number of bytes to read: more than a thousand steps.
  static let limit = 4 << 20

  /// Reads a journal backward from its end.
  ///
  /// - Parameters:
  ///   - journal: the journal.
  ///   - setting: the setting in which evaluations are compared, or nil to ignore evaluations.
  /// - Throws: `FileFailure` if the journal can't be read.
  init(of journal: Journal, setting: EpisodeSetting?) throws(FileFailure) {
    self.setting = setting
    hasAllEvaluations = setting == nil
    var lines = try journal.reversedLines(limit: Self.limit)
    while !isComplete, let line = try lines.next() { apply(line) }
  }

  private var isComplete: Bool { step != nil && hasAllEvaluations }

  private mutating func apply(_ line: FileLines.Line) {
    // Nearly all lines are steps, decoding one is slow, and only the last one is needed.
    if step != nil, Data(line.bytes.prefix(256)).range(of: Self.stepMarker) != nil { return }
    guard let event = line.event else { return }
    defer { isFirst = false }
    switch event {
    case .step(let report) where report.step <= lastStep: if step == nil { step = report }
    case .evaluation(let report) where report.step <= lastStep: apply(report)
    case .evaluating(let report) where report.step == evaluations.first?.step: hasAllEvaluations = true
    case .resumed(let report): lastStep = min(lastStep, report.step)
    case .finished(let report) where isFirst: ending = .finished(report)
    case .failed(let report) where isFirst: ending = .failed(report)
    default: break
    }
  }

  private mutating func apply(_ report: EvaluationReport) {
    if let setting, report.way == setting.way, report.shot == setting.shot, report.accuracy >= best?.accuracy ?? 0 {
      best = report
    }
    if hasAllEvaluations { return }
    if let newest = evaluations.first, newest.step != report.step { return }
    evaluations.insert(report, at: 0)
  }

  private static let stepMarker = Data(#""event":"step""#.utf8)
}
