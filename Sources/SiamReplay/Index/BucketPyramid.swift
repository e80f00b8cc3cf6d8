import SiamCanvas

/// A curve's buckets of 2ᵏ samples, level by level.
enum BucketPyramid {
  /// The whole buckets of twice the size; a last one without a partner waits.
  static func halved(_ buckets: [History.Bucket]) -> [History.Bucket] {
    stride(from: 0, to: buckets.count - buckets.count % 2, by: 2).map { buckets[$0].merged(with: buckets[$0 + 1]) }
  }

  /// Some buckets, those of twice the size, and so on: as many levels as asked.
  static func levels(_ finest: [History.Bucket], count: Int) -> [[History.Bucket]] {
    var levels = [finest]
    while levels.count < count { levels.append(halved(levels[levels.count - 1])) }
    return levels
  }
}
