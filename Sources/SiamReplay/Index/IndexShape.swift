import SiamScreens

/// How an index is cut: whole segments of rows lie in its file, each with the coarser levels of its curves.
///
/// Levels finer than `groupLevel` are made from rows, those up to `segmentLevel` are in the segments, and those above
/// are made from one bucket a segment.
struct IndexShape: Equatable, Sendable {
  /// Of the layout of the file.
  static let version = 1

  /// The finest level that is kept: buckets of 2ᵏ rows.
  var groupLevel = 6
  /// A segment has 2ᵏ rows.
  var segmentLevel = 12

  /// Of a segment.
  var rows: Int { 1 << segmentLevel }
  /// The levels a segment keeps but for its one last bucket.
  var keptLevels: Range<Int> { groupLevel..<segmentLevel }

  /// Bytes of a row: its step, its offset, its time as a double, its other samples as floats.
  static let rowBytes = 24 + 4 * (StepCurve.allCases.count - 1)
  /// Bytes of a bucket.
  static let bucketBytes = 7 * 8
  /// Bytes of a bucket of every curve.
  static let groupBytes = bucketBytes * StepCurve.allCases.count

  /// Where the buckets of a level begin in a segment.
  func offset(ofLevel level: Int) -> Int {
    rows * Self.rowBytes + (groupLevel..<level).reduce(0) { $0 + (1 << (segmentLevel - $1)) } * Self.groupBytes
  }

  /// Bytes of a segment.
  var segmentBytes: Int { offset(ofLevel: segmentLevel) }
}
