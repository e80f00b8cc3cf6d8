import SiamCore

/// The sizes of the parts of an index.
///
/// Level k of a curve has buckets of 2ᵏ rows. Levels below `groupLevel` are computed from rows, levels below
/// `segmentLevel` are stored in the segments, and the others are computed from one bucket per segment.
struct IndexShape: Equatable, Sendable {
  /// The finest level that is stored.
  var groupLevel = 6
  /// The level of a whole segment, which has 2ᵏ rows.
  var segmentLevel = 12

  /// The number of rows in a segment.
  var rows: Int { 1 << segmentLevel }
  /// The levels that a segment stores.
  var storedLevels: Range<Int> { groupLevel..<segmentLevel }

  /// The size of a row in bytes: the step, the offset, the time as a double, and the other samples as floats.
  static let rowBytes = 24 + 4 * (IndexColumns.curves.count - 1)
  /// The size of a bucket in bytes.
  static let bucketBytes = 7 * 8
  /// The size of a bucket of every column, in bytes.
  static let groupBytes = bucketBytes * IndexColumns.curves.count

  /// The byte offset of a level's buckets in a segment.
  func offset(ofLevel level: Int) -> Int {
    rows * Self.rowBytes + (groupLevel..<level).reduce(0) { $0 + (1 << (segmentLevel - $1)) } * Self.groupBytes
  }

  /// The size of a segment in bytes.
  var segmentBytes: Int { offset(ofLevel: segmentLevel) }
}
