import SiamFiles
import SiamCore

/// Restores the curves at an earlier step.
extension JournalIndex {
  /// Returns the curves after the first `count` rows, equal to the curves that appending each row produces.
  func curves(after count: Int) throws -> StepCurves {
    let capacity = History.defaultCapacity
    let levels = (0..<64).prefix { count >> $0 > 0 }.count
    // The finest levels are computed from rows. The first row they need is aligned to a bucket of the coarsest of them.
    let coarsest = shape.groupLevel - 1
    let first = max(0, (count >> coarsest) - capacity) << coarsest
    let segment = min(first >> shape.segmentLevel, segments.count)
    var state = segment < segments.count ? segments[segment].state : tailState
    let rows = try rows(segment << shape.segmentLevel..<count)
    let unused = first - segment << shape.segmentLevel
    let stored = try storedBuckets(after: count)
    return IndexColumns.stepCurves(
      IndexColumns.curves.indices.map { column in
        let finest = rows.map { state.bucket(column, $0) }.dropFirst(unused)
        var pyramid = BucketPyramid.levels(Array(finest), count: shape.groupLevel)
        pyramid += stored[column]
        let whole = segments.prefix(count >> shape.segmentLevel).map { $0.buckets[column] }
        if levels > shape.segmentLevel {
          pyramid += BucketPyramid.levels(whole, count: levels - shape.segmentLevel)
        }
        return History(
          count: count, average: state.averages[column], latest: state.latest[column],
          lastPosition: Double(rows.last?.step ?? 0)
        ) { pyramid[$0] }
      })
  }

  /// Returns the latest buckets for each column and each level that segments store.
  private func storedBuckets(after count: Int) throws -> [[[History.Bucket]]] {
    var stored = IndexColumns.curves.map { _ in shape.storedLevels.map { _ in [History.Bucket]() } }
    var tailLevels: [[[History.Bucket]]]?
    for level in shape.storedLevels {
      let index = level - shape.groupLevel
      let whole = count >> level
      var start = max(0, whole - History.defaultCapacity)
      let width = shape.segmentLevel - level
      while start < whole {
        let (segment, within) = (start >> width, start & ((1 << width) - 1))
        let end = min(1 << width, within + whole - start)
        if segment < segments.count {
          try read(level, of: segment, within..<end) { stored[$0][index].append($1) }
        } else {
          let levels = tailLevels ?? IndexSegment.levels(of: tail, shape, from: tailState)
          tailLevels = levels
          for column in levels.indices { stored[column][index] += levels[column][level][within..<end] }
        }
        start += end - within
      }
    }
    return stored
  }

  private func read(
    _ level: Int, of segment: Int, _ range: Range<Int>, _ body: (Int, History.Bucket) -> Void
  ) throws {
    guard let store else { return }
    let size = IndexShape.groupBytes
    var reader = ByteReader(
      try store.read(
        at: segments[segment].offset + shape.offset(ofLevel: level) + range.lowerBound * size,
        count: range.count * size))
    for _ in range {
      for column in IndexColumns.curves.indices { body(column, try reader.bucket()) }
    }
  }
}

/// Computes a curve's buckets of 2ᵏ samples, level by level.
enum BucketPyramid {
  /// Merges pairs of buckets; a last bucket without a partner is dropped.
  static func halved(_ buckets: [History.Bucket]) -> [History.Bucket] {
    stride(from: 0, to: buckets.count - buckets.count % 2, by: 2).map { buckets[$0].merged(with: buckets[$0 + 1]) }
  }

  /// Returns `count` levels: the finest buckets, buckets of twice the size, and so on.
  static func levels(_ finest: [History.Bucket], count: Int) -> [[History.Bucket]] {
    var levels = [finest]
    while levels.count < count { levels.append(halved(levels[levels.count - 1])) }
    return levels
  }
}
