import Foundation
import SiamCanvas
import SiamFiles
import SiamMessages
import SiamScreens
import SiamTraining

/// Where in a run's journal a step is, and the pyramid of each of its curves: enough to show the run as it was after
/// any step, at a cost that hardly grows with the run.
///
/// Its memory is a small share of the journal: segments of rows lie in a file, `events.index` in the run's folder. Only
/// what still holds is in it: a step that a resumed run took again replaces the first.
package struct JournalIndex {
  /// The journal.
  let journal: OpenFile
  let shape: IndexShape
  /// Whole segments.
  var segments: [IndexSegment] = []
  /// Before the first row of the tail.
  var tailState = CurveState()
  /// The rows after the last segment.
  var tail: [StepRow] = []
  /// After the last row.
  var state = CurveState()
  /// What was told beside steps, in the journal's order.
  var remarks: [IndexRemark] = []
  /// In the journal's order.
  var evaluations: [IndexedEvaluation] = []
  /// Where the run was gone on with.
  var resumptions = JournalResumptions()
  /// What the curves depend on beside the steps.
  var context = Context()
  /// Bytes of the journal that are in it: whole lines.
  var covered = 0
  /// Where the segments are; nil while there are none.
  var store: IndexStore?

  /// What the next line's meaning depends on.
  struct Context: Codable, Equatable, Sendable {
    /// As the run began, or was gone on with.
    var recipe: Recipe?
    /// A collapse that is not over.
    var alarm: CollapseReport?
    /// Lines between events that hold none.
    var damaged = 0
    /// Lines after the last event that hold none.
    var trailing = 0
    /// Resumptions as pairs of offset and step.
    var resumed: [[Int]] = []
  }

  /// An index of nothing yet.
  init(of journal: OpenFile, _ shape: IndexShape) {
    self.journal = journal
    self.shape = shape
  }

  /// Steps that hold.
  package var rowCount: Int { segments.count * shape.rows + tail.count }
  /// Lines of the journal that can't be read.
  package var damagedLines: Int { context.damaged }
  /// The last step; 0 before the first.
  package var lastStep: Int { tail.last?.step ?? segments.last?.last ?? 0 }
  /// Training time of all steps.
  package var seconds: Double { state.latest[StepCurve.seconds.rawValue] ?? 0 }
  /// Where settings were changed, rising.
  package var changes: [Int] { remarks.compactMap { $0.kind == .change ? $0.step : nil } }

  /// A row.
  func row(_ place: Int) throws -> StepRow {
    let (segment, within) = (place >> shape.segmentLevel, place & (shape.rows - 1))
    guard segment < segments.count else { return tail[within] }
    return try rows(of: segment, within..<within + 1)[0]
  }

  /// Rows from a place on, in order.
  func rows(_ range: Range<Int>) throws -> [StepRow] {
    var found: [StepRow] = []
    found.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      let (segment, within) = (place >> shape.segmentLevel, place & (shape.rows - 1))
      let end = min(shape.rows, within + range.upperBound - place)
      found += segment < segments.count ? try rows(of: segment, within..<end) : Array(tail[within..<end])
      place += end - within
    }
    return found
  }

  /// How many rows are of a step or before it.
  func rowCount(upTo step: Int) throws -> Int {
    var (low, high) = (0, rowCount)
    while low < high {
      let middle = (low + high) / 2
      if try row(middle).step <= step { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Rows of a segment, by their places in it.
  func rows(of segment: Int, _ range: Range<Int>) throws -> [StepRow] {
    guard let store else { return [] }
    let size = IndexShape.rowBytes
    var reader = ByteReader(
      try store.read(at: segments[segment].place + range.lowerBound * size, count: range.count * size))
    return try range.map { _ in try reader.row() }
  }
}
