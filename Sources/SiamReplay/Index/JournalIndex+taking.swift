import SiamFiles
import SiamMessages
import SiamScreens
import SiamTraining

/// How the journal comes into the index, line by line.
extension JournalIndex {
  /// Takes the lines in that the journal has beyond what is covered.
  ///
  /// - Parameters:
  ///   - makeStore: makes a file for segments, when the first is full.
  ///   - progress: is told now and then how many bytes have been read; throws to give up.
  /// - Throws: `FileFailure`, or what the closures throw.
  mutating func follow(
    makeStore: (IndexStore?) throws -> IndexStore, progress: (Int) throws -> Void
  ) throws {
    var lines = FileLines(journal, from: covered)
    var (isOwn, told) = (false, covered)
    while let line = try lines.next() {
      take(line)
      covered = line.end
      if tail.count == shape.rows {
        if !isOwn { store = try makeStore(store) }
        isOwn = true
        try seal()
      }
      if covered - told >= 1 << 20 {
        told = covered
        try progress(covered)
      }
    }
  }

  private mutating func take(_ line: FileLines.Line) {
    if let report = StepReport(scanning: line.bytes) {
      take(report, at: line.offset)
    } else if let event = JournalReader.event(line.bytes) {
      take(event, at: line.offset)
    } else {
      context.trailing += 1
    }
  }

  private mutating func take(_ event: TrainingEvent, at offset: Int) {
    if case .step(let report) = event { return take(report, at: offset) }
    countDamage()
    switch event {
    case .started(let report): context.recipe = report.recipe
    case .resumed(let report):
      context.recipe = report.recipe
      goBack(to: report.step)
      context.resumed.append([offset, report.step])
      resumptions.add(step: report.step, at: offset)
    case .collapse(let report): context.alarm = report
    case .evaluation(let report):
      evaluations.append(IndexedEvaluation(point: EvaluationPoint(report), offset: offset, row: rowCount))
    default: break
    }
    remarks.append(IndexRemark(offset: offset, step: event.step, row: rowCount, kind: .init(event)))
  }

  private mutating func take(_ report: StepReport, at offset: Int) {
    guard StepOrder.follows(report.step, lastStep, isFirst: rowCount == 0) else {
      context.trailing += 1
      return
    }
    countDamage()
    let row = StepRow(
      step: report.step, offset: offset, samples: StepCurves.samples(of: report, context.recipe))
    tail.append(row)
    state.take(row)
    if let alarm = context.alarm, alarm.isOver(with: report) {
      context.alarm = nil
      remarks.append(IndexRemark(offset: offset, step: report.step, row: rowCount, kind: .state))
    }
  }

  private mutating func countDamage() {
    context.damaged += context.trailing
    context.trailing = 0
  }

  /// Makes a segment of the tail.
  private mutating func seal() throws {
    guard let store else { return }
    let (segment, bytes) = IndexSegment.sealing(tail, shape, from: tailState, at: store.length)
    try store.append(bytes)
    segments.append(segment)
    tail.removeAll(keepingCapacity: true)
    tailState = state
  }

  /// Forgets what was told of later steps: they are taken again.
  private mutating func goBack(to step: Int) {
    evaluations.removeAll { $0.point.step > step }
    remarks.removeAll { remark in remark.step.map { $0 > step } ?? false }
    guard lastStep > step else { return }
    while tail.first.map({ $0.step > step }) ?? true, let segment = segments.last {
      // An unreadable segment leaves no more than a gap.
      tail = (try? rows(of: segments.count - 1, 0..<shape.rows)) ?? []
      tailState = segment.state
      segments.removeLast()
    }
    tail.removeAll { $0.step > step }
    state = tailState
    for row in tail { state.take(row) }
    for place in remarks.indices { remarks[place].row = min(remarks[place].row, rowCount) }
    for place in evaluations.indices { evaluations[place].row = min(evaluations[place].row, rowCount) }
  }
}

/// Which steps can stand after which in a journal.
enum StepOrder {
  /// Larger ones are no steps.
  private static let largest = 1_000_000_000_000

  static func follows(_ step: Int, _ last: Int, isFirst: Bool) -> Bool {
    step >= 0 && step <= largest && (isFirst || step > last)
  }
}
