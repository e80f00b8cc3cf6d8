import SiamCanvas
import SiamScreens

/// Some rows in the index's file, as many in each segment, with the coarser levels of their curves.
struct IndexSegment: Equatable, Sendable {
  /// Where it begins in the file.
  var place: Int
  /// The first row's step.
  var first: Int
  /// The last row's step.
  var last: Int
  /// Before its first row.
  var state: CurveState
  /// All its rows, by `StepCurve`.
  var buckets: [History.Bucket]

  /// The segment of some rows and its bytes, which are to stand at `place`.
  static func sealing(
    _ rows: [StepRow], _ shape: IndexShape, from state: CurveState, at place: Int
  ) -> (segment: IndexSegment, bytes: [UInt8]) {
    var writer = ByteWriter(reserving: shape.segmentBytes)
    for row in rows { writer.put(row) }
    let levels = levels(of: rows, shape, from: state)
    for level in shape.keptLevels {
      for group in 0..<1 << (shape.segmentLevel - level) {
        for curve in levels.indices { writer.put(levels[curve][level][group]) }
      }
    }
    let segment = IndexSegment(
      place: place, first: rows.first?.step ?? 0, last: rows.last?.step ?? 0, state: state,
      buckets: levels.map { $0[shape.segmentLevel][0] })
    return (segment, writer.bytes)
  }

  /// For each curve all its levels: of single rows, of two, and so on up to a whole segment.
  static func levels(
    of rows: [StepRow], _ shape: IndexShape, from state: CurveState
  ) -> [[[History.Bucket]]] {
    var state = state
    return StepCurve.allCases.map { curve in
      BucketPyramid.levels(rows.map { state.bucket(curve.rawValue, $0) }, count: shape.segmentLevel + 1)
    }
  }
}
