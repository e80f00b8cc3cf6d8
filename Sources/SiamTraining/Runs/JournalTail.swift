internal import Foundation
internal import SiamFiles
internal import SiamMessages

/// What the last lines of a journal tell, read from its end, however long it is.
///
/// Going back stops where everything is known, or after `limit` bytes. What was told of steps that a resumed run took
/// again is passed over.
struct JournalTail {
  /// The newest step.
  private(set) var step: StepReport?
  /// The newest examination, a report a setting, in the order they were told.
  private(set) var evaluations: [EvaluationReport] = []
  /// The best examination in the setting that is wanted, of those that were read.
  private(set) var best: EvaluationReport?
  /// The last word, where that is how the run ended.
  private(set) var ending: Ending?

  /// How a run ended.
  enum Ending {
    case finished(FinishedReport)
    case failed(FailedReport)
  }

  private let setting: EpisodeSetting?
  private var isFirst = true
  private var hasAllEvaluations: Bool
  /// Later steps than this were taken again.
  private var lastStep = Int.max

  /// So many bytes are read at most: more than a thousand steps take.
  static let limit = 4 << 20

  /// Reads back from a journal's end.
  ///
  /// - Parameters:
  ///   - file: the journal.
  ///   - files: what reads it.
  ///   - setting: which examinations are compared for the best; none are looked for where nil.
  /// - Throws: `FileFailure` where it can't be read.
  init(of file: OpenFile, files: any FileLayer, setting: EpisodeSetting?) throws(FileFailure) {
    self.setting = setting
    hasAllEvaluations = setting == nil
    let length = try files.length(of: file)
    // From here on every line was read; before it is the beginning of `rest`'s first line.
    var start = length
    var rest: [UInt8] = []
    while start > 0, length - start < Self.limit, !isWhole {
      let count = min(start, max(1 << 16, length - start))
      start -= count
      let bytes = try files.read(file, at: start, count: count) + rest
      let head = start == 0 ? bytes.startIndex : bytes.firstIndex(of: Self.newline).map { $0 + 1 } ?? bytes.endIndex
      take(linesOf: bytes[head...])
      rest = Array(bytes[..<head])
    }
  }

  private static let newline = UInt8(ascii: "\n")

  private var isWhole: Bool { step != nil && hasAllEvaluations }

  private mutating func take(linesOf bytes: ArraySlice<UInt8>) {
    // What no newline ends was cut short, or is being written.
    guard var end = bytes.lastIndex(of: Self.newline) else { return }
    while end > bytes.startIndex, !isWhole {
      let before = bytes[..<end].lastIndex(of: Self.newline)
      take(Data(bytes[(before.map { $0 + 1 } ?? bytes.startIndex)..<end]))
      guard let before else { return }
      end = before
    }
  }

  private mutating func take(_ line: Data) {
    // Nearly all lines are steps, of which one is wanted, and reading one takes long.
    if step != nil, line.prefix(256).range(of: Self.stepWord) != nil { return }
    guard let event = try? EventLines().event(String(decoding: line, as: UTF8.self)) else { return }
    defer { isFirst = false }
    switch event {
    case .step(let report) where report.step <= lastStep: if step == nil { step = report }
    case .evaluation(let report) where report.step <= lastStep: take(report)
    case .evaluating(let report) where report.step == evaluations.first?.step: hasAllEvaluations = true
    case .resumed(let report): lastStep = min(lastStep, report.step)
    case .finished(let report) where isFirst: ending = .finished(report)
    case .failed(let report) where isFirst: ending = .failed(report)
    default: break
    }
  }

  private mutating func take(_ report: EvaluationReport) {
    if let setting, report.way == setting.way, report.shot == setting.shot, report.accuracy >= best?.accuracy ?? 0 {
      best = report
    }
    if hasAllEvaluations { return }
    if let newest = evaluations.first, newest.step != report.step { return }
    evaluations.insert(report, at: 0)
  }

  private static let stepWord = Data(#""event":"step""#.utf8)
}
