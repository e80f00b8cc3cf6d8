import SiamCanvas
import SiamScreens

/// Curves as they were.
extension JournalIndex {
  /// The curves after the first so many rows, the same as if each had been taken in.
  func curves(after count: Int) throws -> StepCurves {
    let capacity = History.usualCapacity
    let levels = (0..<64).prefix { count >> $0 > 0 }.count
    // The finest levels are made of rows; the oldest they need is a multiple of a bucket of the coarsest of them.
    let coarsest = shape.groupLevel - 1
    let first = max(0, (count >> coarsest) - capacity) << coarsest
    let segment = min(first >> shape.segmentLevel, segments.count)
    var state = segment < segments.count ? segments[segment].state : tailState
    let rows = try rows(segment << shape.segmentLevel..<count)
    let unused = first - segment << shape.segmentLevel
    let kept = try keptBuckets(after: count)
    return StepCurves(
      restoring: StepCurve.allCases.map { curve in
        let finest = rows.map { state.bucket(curve.rawValue, $0) }.dropFirst(unused)
        var pyramid = BucketPyramid.levels(Array(finest), count: shape.groupLevel)
        pyramid += kept[curve.rawValue]
        let whole = segments.prefix(count >> shape.segmentLevel).map { $0.buckets[curve.rawValue] }
        if levels > shape.segmentLevel {
          pyramid += BucketPyramid.levels(whole, count: levels - shape.segmentLevel)
        }
        return History(
          count: count, average: state.averages[curve.rawValue], latest: state.latest[curve.rawValue],
          lastPosition: Double(rows.last?.step ?? 0)
        ) { pyramid[$0] }
      })
  }

  /// For each curve, by level, the newest buckets of the levels that segments keep.
  private func keptBuckets(after count: Int) throws -> [[[History.Bucket]]] {
    var kept = StepCurve.allCases.map { _ in shape.keptLevels.map { _ in [History.Bucket]() } }
    var tailLevels: [[[History.Bucket]]]?
    for level in shape.keptLevels {
      let index = level - shape.groupLevel
      let whole = count >> level
      var place = max(0, whole - History.usualCapacity)
      let width = shape.segmentLevel - level
      while place < whole {
        let (segment, within) = (place >> width, place & ((1 << width) - 1))
        let end = min(1 << width, within + whole - place)
        if segment < segments.count {
          try read(level, of: segment, within..<end) { kept[$0][index].append($1) }
        } else {
          let levels = tailLevels ?? IndexSegment.levels(of: tail, shape, from: tailState)
          tailLevels = levels
          for curve in levels.indices { kept[curve][index] += levels[curve][level][within..<end] }
        }
        place += end - within
      }
    }
    return kept
  }

  private func read(
    _ level: Int, of segment: Int, _ range: Range<Int>, _ body: (Int, History.Bucket) -> Void
  ) throws {
    guard let store else { return }
    let size = IndexShape.groupBytes
    var reader = ByteReader(
      try store.read(
        at: segments[segment].place + shape.offset(ofLevel: level) + range.lowerBound * size,
        count: range.count * size))
    for _ in range {
      for curve in StepCurve.allCases.indices { body(curve, try reader.bucket()) }
    }
  }
}
