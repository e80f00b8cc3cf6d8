import SiamFiles
import SiamMessages
import SiamScreens
import SiamTraining

/// The run as it was.
extension JournalIndex {
  /// Steps that are told again, so that what looks at the newest few sees them.
  private static let toldSteps = 50
  /// Remarks of each kind that matters for long that are told again.
  private static let toldRemarks = 256
  /// Steps whose remarks are told again, of whatever kind: each is a line of the log at least, which has 200.
  private static let remarkedSteps = 210

  /// A moment of the run.
  package struct Moment {
    /// What the front end is to know.
    package var restoration: Restoration
    /// Where the journal goes on, in bytes.
    package var offset: Int
    /// Its last step; 0 before the first.
    package var step: Int
    /// Whether no step was taken.
    package var isBeforeFirst: Bool
  }

  /// The run as it was after a step, up to the line of the next one.
  package func moment(after step: Int) throws -> Moment {
    let count = try rowCount(upTo: step)
    let last = count > 0 ? try row(count - 1) : nil
    var newest: [EpisodeSetting: Int] = [:]
    let evaluated = evaluations.prefix { $0.row <= count }
    for evaluation in evaluated {
      newest[evaluation.point.setting] = evaluation.offset
    }
    let reports = newest.values.sorted().compactMap { offset -> EvaluationReport? in
      guard case .evaluation(let report)? = try? event(at: offset) else { return nil }
      return report
    }
    let restoration = Restoration(
      asked: step, told: try told(after: count), curves: try curves(after: count),
      evaluations: evaluated.map(\.point), newest: reports)
    return Moment(
      restoration: restoration, offset: count < rowCount ? try row(count).offset : covered, step: last?.step ?? 0,
      isBeforeFirst: last == nil)
  }

  /// What a front end is to hear again.
  private func told(after count: Int) throws -> [TrainingEvent] {
    let remarked = remarks.prefix { $0.row <= count }
    var offsets = Set(try rows(max(0, count - Self.toldSteps)..<count).map(\.offset))
    for kind in [IndexRemark.Kind.run, .change, .state] {
      let all = remarked.lazy.filter { $0.kind == kind }
      offsets.formUnion(all.reversed().prefix(Self.toldRemarks).map(\.offset))
    }
    // How the run began is said once, and never again.
    offsets.formUnion(remarked.prefix(8).filter { $0.kind == .run }.map(\.offset))
    var (steps, newest) = (0, Int?.none)
    for remark in remarked.reversed() {
      if remark.step != newest { steps += 1 }
      if steps > Self.remarkedSteps { break }
      newest = remark.step
      offsets.insert(remark.offset)
    }
    return try offsets.sorted().compactMap(event)
  }

  /// The event whose line begins at an offset; nil where it is gone.
  private func event(at offset: Int) throws -> TrainingEvent? {
    var reader = JournalReader(journal, from: offset, part: 4096)
    guard let entry = try reader.next(), entry.offset == offset else { return nil }
    return entry.event
  }
}
