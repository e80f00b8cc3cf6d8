/// A curve over steps, kept as a pyramid of extremes and means: its memory and the cost of drawing it stay bounded
/// however long the run.
///
/// Level k holds the newest buckets of 2ᵏ samples each. A view takes the finest level that reaches back far enough.
package struct History: Equatable, Sendable {
  /// Some samples side by side.
  package struct Bucket: Equatable, Sendable {
    /// Position of the first.
    package var first: Double
    /// Position of the last.
    package var last: Double
    /// The least finite value.
    package var minimum: Double
    /// The greatest finite value.
    package var maximum: Double
    /// Of the finite values.
    package var sum: Double
    /// Of the finite values; 0 leaves a gap.
    package var count: Int
    /// The smoothed curve after the last of them.
    package var smooth: Double?

    /// Some samples side by side.
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

    /// One sample; a value that is not finite, or absurdly large, leaves a gap.
    package init(_ value: Double, at position: Double, smooth: Double?) {
      let isUsable = value.isFinite && abs(value) < History.largest
      self.init(
        first: position, last: position, minimum: isUsable ? value : .infinity,
        maximum: isUsable ? value : -.infinity, sum: isUsable ? value : 0, count: isUsable ? 1 : 0,
        smooth: isUsable ? smooth : nil)
    }

    /// Of the finite values.
    package var mean: Double? { count > 0 ? sum / Double(count) : nil }

    /// Both, this one first.
    package func merged(with later: Bucket) -> Bucket {
      Bucket(
        first: first, last: later.last, minimum: min(minimum, later.minimum), maximum: max(maximum, later.maximum),
        sum: sum + later.sum, count: count + later.count, smooth: later.smooth ?? smooth)
    }
  }

  /// Larger values are passed over like those that are not finite.
  package static let largest = 1e100

  var levels: [Level] = []
  var average: DebiasedAverage
  let capacity: Int
  /// The newest finite value.
  package internal(set) var latest: Double?
  /// The position of the newest sample.
  package internal(set) var lastPosition = -Double.greatestFiniteMagnitude
  /// Samples so far.
  package internal(set) var count = 0

  /// An empty history.
  ///
  /// - Parameters:
  ///   - decay: of the smoothed curve, per sample.
  ///   - capacity: buckets kept a level; twice the dots of the widest chart or more.
  package init(decay: Double = 0.98, capacity: Int = History.usualCapacity) {
    average = DebiasedAverage(decay: decay)
    self.capacity = max(2, capacity)
  }

  /// The smoothed curve's newest value.
  package var smooth: Double? { average.value }

  /// Adds a sample; a position before the last one counts as the last one.
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

  /// The history between two positions in `columns` parts, nil where a part has no finite sample.
  package func columns(_ columns: Int, from low: Double, to high: Double) -> [Bucket?] {
    guard columns > 0, high > low, (high - low).isFinite else { return Array(repeating: nil, count: max(0, columns)) }
    return self.columns(between: (0...columns).map { low + (high - low) * Double($0) / Double(columns) })
  }

  /// The history in parts between neighbouring edges, which rise; nil where a part has no finite sample.
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

  /// The finest buckets that reach back to a position, oldest first; as many as a level holds at most.
  package func knots(from low: Double) -> [Bucket] { buckets(from: low) }

  /// The newest samples, oldest first, for a sparkline.
  package func newest(_ number: Int) -> [Bucket] {
    guard let finest = levels.first else { return [] }
    return Array(finest.ordered.suffix(max(0, number)))
  }

  /// Buckets of the finest level that reaches back to a position, and what higher levels have not taken in yet.
  private func buckets(from low: Double) -> [Bucket] {
    guard let level = levels.indices.first(where: { levels[$0].reaches(low) }) ?? levels.indices.last else { return [] }
    let tail = levels[..<level].reversed().compactMap(\.waiting)
    return levels[level].ordered + tail
  }
}

extension History {
  /// A ring of buckets of one size.
  struct Level: Equatable, Sendable {
    var ring: [Bucket] = []
    var oldest = 0
    var hasDropped = false
    /// A bucket whose partner has yet to come.
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
