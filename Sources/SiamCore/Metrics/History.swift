/// A curve over steps, stored as a pyramid of minima, maxima and means, so that memory and drawing time stay bounded
/// for any number of steps.
///
/// Level k holds the newest buckets of 2ᵏ samples each. A view uses the finest level that reaches back far enough.
package struct History: Equatable, Sendable {
  /// A summary of consecutive samples.
  package struct Bucket: Equatable, Sendable {
    /// The position of the first sample.
    package var first: Double
    /// The position of the last sample.
    package var last: Double
    /// The minimum of the finite values; infinity without any.
    package var minimum: Double
    /// The maximum of the finite values; negative infinity without any.
    package var maximum: Double
    /// The sum of the finite values.
    package var sum: Double
    /// The number of finite values; a bucket with 0 is a gap in the curve.
    package var count: Int
    /// The smoothed curve after the last sample; nil in a gap.
    package var smooth: Double?

    /// Creates a bucket.
    package init(
      first: Double, last: Double, minimum: Double, maximum: Double, sum: Double, count: Int, smooth: Double?
    ) {
      self.first = first
      self.last = last
      self.minimum = minimum
      self.maximum = maximum
      self.sum = sum
      self.count = count
      self.smooth = smooth
    }

    /// Creates the bucket of one sample. A value that is not finite, or exceeds `maxMagnitude`, makes a gap.
    package init(_ value: Double, at position: Double, smooth: Double?) {
      let isUsable = value.isFinite && abs(value) < History.maxMagnitude
      self.init(
        first: position, last: position, minimum: isUsable ? value : .infinity,
        maximum: isUsable ? value : -.infinity, sum: isUsable ? value : 0, count: isUsable ? 1 : 0,
        smooth: isUsable ? smooth : nil)
    }

    /// The mean of the finite values, or nil without any.
    package var mean: Double? { count > 0 ? sum / Double(count) : nil }

    /// Returns this bucket merged with the one after it.
    package func merged(with later: Bucket) -> Bucket {
      Bucket(
        first: first, last: later.last, minimum: min(minimum, later.minimum), maximum: max(maximum, later.maximum),
        sum: sum + later.sum, count: count + later.count, smooth: later.smooth ?? smooth)
    }
  }

  /// Values of this magnitude or more are skipped, like those that are not finite.
  package static let maxMagnitude = 1e100

  var levels: [Level] = []
  var average: DebiasedAverage
  let capacity: Int
  /// The newest finite value.
  package internal(set) var latest: Double?
  /// The position of the newest sample.
  package internal(set) var lastPosition = -Double.greatestFiniteMagnitude
  /// The number of samples.
  package internal(set) var count = 0

  /// Creates an empty history.
  ///
  /// - Parameters:
  ///   - decay: the decay of the smoothed curve per sample (default: 0.98).
  ///   - capacity: the number of buckets per level, at least twice the dots of the widest chart (default: 1024).
  package init(decay: Double = 0.98, capacity: Int = History.defaultCapacity) {
    average = DebiasedAverage(decay: decay)
    self.capacity = max(2, capacity)
  }

  /// The newest value of the smoothed curve, or nil before the first finite value.
  package var smooth: Double? { average.value }

  /// Adds a sample. A position before the last one counts as the last one.
  package mutating func append(_ value: Double, at position: Double) {
    guard position.isFinite else { return }
    lastPosition = max(position, lastPosition)
    count += 1
    average.append(value)
    var bucket = Bucket(value, at: lastPosition, smooth: average.value)
    if bucket.count > 0 { latest = value }
    var index = 0
    while index < 48 {
      if index == levels.count { levels.append(Level()) }
      levels[index].append(bucket, capacity: capacity)
      guard let waiting = levels[index].waiting else {
        levels[index].waiting = bucket
        return
      }
      levels[index].waiting = nil
      bucket = waiting.merged(with: bucket)
      index += 1
    }
  }

  /// Returns the history between two positions in `columns` equal parts; parts without finite samples are nil.
  package func columns(_ columns: Int, from low: Double, to high: Double) -> [Bucket?] {
    guard columns > 0, high > low, (high - low).isFinite else { return Array(repeating: nil, count: max(0, columns)) }
    return self.columns(between: (0...columns).map { low + (high - low) * Double($0) / Double(columns) })
  }

  /// Returns the history between neighbouring edges, in ascending order; parts without finite samples are nil.
  package func columns(between edges: [Double]) -> [Bucket?] {
    guard let low = edges.first, let high = edges.last, edges.count > 1, high > low else {
      return Array(repeating: nil, count: max(0, edges.count - 1))
    }
    var parts = [Bucket?](repeating: nil, count: edges.count - 1)
    var index = 0
    for bucket in buckets(from: low) where bucket.count > 0 && bucket.last >= low && bucket.first <= high {
      while index < parts.count - 1, bucket.last >= edges[index + 1] { index += 1 }
      parts[index] = parts[index]?.merged(with: bucket) ?? bucket
    }
    return parts
  }

  /// Returns the finest buckets that reach back to a position, oldest first; at most `capacity` and a few.
  package func knots(from low: Double) -> [Bucket] { buckets(from: low) }

  /// Returns the newest samples, oldest first, for a sparkline.
  package func newest(_ number: Int) -> [Bucket] {
    guard let finest = levels.first else { return [] }
    return Array(finest.ordered.suffix(max(0, number)))
  }

  /// The buckets of the finest level that reaches back to a position, and newer samples not yet merged into that level.
  private func buckets(from low: Double) -> [Bucket] {
    guard let level = levels.indices.first(where: { levels[$0].reaches(low) }) ?? levels.indices.last else { return [] }
    let tail = levels[..<level].reversed().compactMap(\.waiting)
    return levels[level].ordered + tail
  }
}

extension History {
  /// A ring buffer of buckets with the same number of samples.
  struct Level: Equatable, Sendable {
    var ring: [Bucket] = []
    var oldest = 0
    var hasDropped = false
    /// A bucket to be merged with the next one for the level above.
    var waiting: Bucket?

    mutating func append(_ bucket: Bucket, capacity: Int) {
      if ring.count < capacity {
        ring.append(bucket)
      } else {
        ring[oldest] = bucket
        oldest = (oldest + 1) % capacity
        hasDropped = true
      }
    }

    var ordered: [Bucket] { Array(ring[oldest...] + ring[..<oldest]) }

    func reaches(_ position: Double) -> Bool {
      guard hasDropped else { return true }
      return ring[oldest].first <= position
    }
  }
}
