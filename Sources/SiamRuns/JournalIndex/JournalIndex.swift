import Foundation
import SiamFiles
import SiamCore

/// An index of a run's journal: the offset of each step, and a pyramid of each curve. It restores the run at any step
/// at a cost that hardly grows with the run's length.
///
/// Most rows are in a file, `events.index` in the run's folder, so the index takes little memory. A step that a resumed
/// run repeated replaces its first occurrence.
package struct JournalIndex {
  /// The journal.
  let journal: Journal
  /// The sizes of the index's parts.
  let shape: IndexShape
  /// The complete segments.
  var segments: [IndexSegment] = []
  /// The state of the curves before the first row of the tail.
  var tailState = CurveState()
  /// The rows after the last segment.
  var tail: [StepRow] = []
  /// The state of the curves after the last row.
  var state = CurveState()
  /// The positions of other events than steps, in the journal's order.
  var notes: [IndexNote] = []
  /// The evaluations, in the journal's order.
  var evaluations: [IndexedEvaluation] = []
  /// The points at which the run was resumed.
  var resumptions = JournalResumptions()
  /// The state that the next line is interpreted in.
  var context = Context()
  /// The number of bytes of the journal that the index covers: complete lines.
  var covered = 0
  /// The file with the segments, or nil while there are none.
  var store: IndexStore?

  /// The state of a run that the lines of its journal depend on. It is stored as JSON.
  struct Context: Codable, Equatable, Sendable {
    /// The recipe that the run was started or last resumed with.
    var recipe: Recipe?
    /// A collapse that is not over.
    var alarm: CollapseReport?
    /// The number of lines before the last event that are not events.
    var damaged = 0
    /// The number of lines after the last event that are not events.
    var trailing = 0
    /// The resumptions as pairs of offset and step.
    var resumed: [[Int]] = []
  }

  /// Makes an empty index.
  init(of journal: Journal, _ shape: IndexShape) {
    self.journal = journal
    self.shape = shape
  }

  /// The number of steps, each counted once.
  package var rowCount: Int { segments.count * shape.rows + tail.count }
  /// The number of damaged lines in the journal.
  package var damagedLines: Int { context.damaged }
  /// The last step; 0 before the first.
  package var lastStep: Int { tail.last?.step ?? segments.last?.last ?? 0 }
  /// The training time of all steps, in seconds.
  package var seconds: Double { state.latest[IndexColumns.seconds] ?? 0 }
  /// The steps at which settings were changed, ascending.
  package var changes: [Int] { notes.compactMap { $0.kind == .change ? $0.step : nil } }

  /// Returns a row by its index.
  func row(_ index: Int) throws -> StepRow {
    let (segment, within) = (index >> shape.segmentLevel, index & (shape.rows - 1))
    guard segment < segments.count else { return tail[within] }
    return try rows(of: segment, within..<within + 1)[0]
  }

  /// Returns a range of rows.
  func rows(_ range: Range<Int>) throws -> [StepRow] {
    var found: [StepRow] = []
    found.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let (segment, within) = (index >> shape.segmentLevel, index & (shape.rows - 1))
      let end = min(shape.rows, within + range.upperBound - index)
      found += segment < segments.count ? try rows(of: segment, within..<end) : Array(tail[within..<end])
      index += end - within
    }
    return found
  }

  /// Returns the number of rows up to a step, including it.
  func rowCount(upTo step: Int) throws -> Int {
    var (low, high) = (0, rowCount)
    while low < high {
      let middle = (low + high) / 2
      if try row(middle).step <= step { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Reads a range of a segment's rows.
  func rows(of segment: Int, _ range: Range<Int>) throws -> [StepRow] {
    guard let store else { return [] }
    let size = IndexShape.rowBytes
    var reader = ByteReader(
      try store.read(at: segments[segment].offset + range.lowerBound * size, count: range.count * size))
    return try range.map { _ in try reader.row() }
  }
}
