import SiamCore
import SiamFiles

/// A block of rows in the index file, with the coarser levels of their curves. All segments have the same number of
/// rows.
struct IndexSegment: Equatable, Sendable {
  /// The segment's byte offset in the file.
  var offset: Int
  /// The step of the first row.
  var first: Int
  /// The step of the last row.
  var last: Int
  /// The state of the curves before the first row.
  var state: CurveState
  /// A bucket of all rows for each column.
  var buckets: [History.Bucket]

  /// Makes a segment of rows, and the bytes to write at `offset`.
  static func sealing(
    _ rows: [StepRow], _ shape: IndexShape, from state: CurveState, at offset: Int
  ) -> (segment: IndexSegment, bytes: [UInt8]) {
    var writer = ByteWriter(reserving: shape.segmentBytes)
    for row in rows { writer.put(row) }
    let levels = levels(of: rows, shape, from: state)
    for level in shape.storedLevels {
      for group in 0..<1 << (shape.segmentLevel - level) {
        for column in levels.indices { writer.put(levels[column][level][group]) }
      }
    }
    let segment = IndexSegment(
      offset: offset, first: rows.first?.step ?? 0, last: rows.last?.step ?? 0, state: state,
      buckets: levels.map { $0[shape.segmentLevel][0] })
    return (segment, writer.bytes)
  }

  /// Returns all levels for each column: buckets of one row, of two rows, and so on up to the whole segment.
  static func levels(
    of rows: [StepRow], _ shape: IndexShape, from state: CurveState
  ) -> [[[History.Bucket]]] {
    var state = state
    return IndexColumns.curves.indices.map { column in
      BucketPyramid.levels(rows.map { state.bucket(column, $0) }, count: shape.segmentLevel + 1)
    }
  }
}
