import SiamFiles
import SiamCore

/// Adds the journal to the index line by line.
extension JournalIndex {
  /// Appends the lines of the journal that are not yet covered.
  ///
  /// - Parameters:
  ///   - makeStore: creates a file for segments when the first segment is complete; receives the old file.
  ///   - progress: receives the number of bytes read, about every megabyte; throws to cancel.
  /// - Throws: `FileFailure`, or the errors that the closures throw.
  mutating func update(
    makeStore: (IndexStore?) throws -> IndexStore, progress: (Int) throws -> Void
  ) throws {
    var lines = journal.lines(from: covered)
    var (isOwn, reported) = (false, covered)
    while let line = try lines.next() {
      append(line)
      covered = line.end
      if tail.count == shape.rows {
        if !isOwn { store = try makeStore(store) }
        isOwn = true
        try seal()
      }
      if covered - reported >= 1 << 20 {
        reported = covered
        try progress(covered)
      }
    }
  }

  private mutating func append(_ line: FileLines.Line) {
    if let report = line.scannedStep {
      append(report, at: line.offset)
    } else if let event = line.event {
      append(event, at: line.offset)
    } else {
      context.trailing += 1
    }
  }

  private mutating func append(_ event: TrainingEvent, at offset: Int) {
    if case .step(let report) = event { return append(report, at: offset) }
    countDamage()
    switch event {
    case .started(let report): context.recipe = report.recipe
    case .resumed(let report):
      context.recipe = report.recipe
      removeSteps(after: report.step)
      context.resumed.append([offset, report.step])
      resumptions.add(step: report.step, at: offset)
    case .collapse(let report): context.alarm = report
    case .evaluation(let report):
      evaluations.append(IndexedEvaluation(point: EvaluationPoint(report), offset: offset, row: rowCount))
    default: break
    }
    notes.append(IndexNote(offset: offset, step: event.step, row: rowCount, kind: .init(event)))
  }

  private mutating func append(_ report: StepReport, at offset: Int) {
    guard StepOrder.follows(report.step, lastStep, isFirst: rowCount == 0) else {
      context.trailing += 1
      return
    }
    countDamage()
    let row = StepRow(
      step: report.step, offset: offset, samples: IndexColumns.samples(of: report, context.recipe))
    tail.append(row)
    state.append(row)
    if let alarm = context.alarm, alarm.isOver(with: report) {
      context.alarm = nil
      notes.append(IndexNote(offset: offset, step: report.step, row: rowCount, kind: .state))
    }
  }

  private mutating func countDamage() {
    context.damaged += context.trailing
    context.trailing = 0
  }

  /// Writes the tail as a segment.
  private mutating func seal() throws {
    guard let store else { return }
    let (segment, bytes) = IndexSegment.sealing(tail, shape, from: tailState, at: store.length)
    try store.append(bytes)
    segments.append(segment)
    tail.removeAll(keepingCapacity: true)
    tailState = state
  }

  /// Removes later steps and their events, because a resumed run repeats them.
  private mutating func removeSteps(after step: Int) {
    evaluations.removeAll { $0.point.step > step }
    notes.removeAll { note in note.step.map { $0 > step } ?? false }
    guard lastStep > step else { return }
    while tail.first.map({ $0.step > step }) ?? true, let segment = segments.last {
      // If the segment can't be read, the index has a gap.
      tail = (try? rows(of: segments.count - 1, 0..<shape.rows)) ?? []
      tailState = segment.state
      segments.removeLast()
    }
    tail.removeAll { $0.step > step }
    state = tailState
    for row in tail { state.append(row) }
    for index in notes.indices { notes[index].row = min(notes[index].row, rowCount) }
    for index in evaluations.indices { evaluations[index].row = min(evaluations[index].row, rowCount) }
  }
}

/// The order of steps in a journal.
enum StepOrder {
  /// The maximum step; a larger number is damage.
  private static let maxStep = 1_000_000_000_000

  /// Whether a step can come after the last one: steps ascend.
  static func follows(_ step: Int, _ last: Int, isFirst: Bool) -> Bool {
    step >= 0 && step <= maxStep && (isFirst || step > last)
  }
}
