extension History {
  /// The default number of buckets per level.
  package static let defaultCapacity = 1024

  /// Restores a history after `count` samples from its newest buckets.
  ///
  /// - Parameters:
  ///   - count: the number of samples.
  ///   - average: the smoothed curve after the last sample.
  ///   - latest: the newest finite value.
  ///   - lastPosition: the position of the newest sample.
  ///   - capacity: the number of buckets per level.
  ///   - newest: returns the newest whole buckets of 2ᵏ samples for k, oldest first: as many of the `count >> k` as are
  ///     stored.
  package init(
    count: Int, average: DebiasedAverage, latest: Double?, lastPosition: Double, capacity: Int = defaultCapacity,
    newest: (Int) -> [Bucket]
  ) {
    self.init(decay: average.decay, capacity: capacity)
    self.count = count
    self.average = average
    self.latest = latest
    if count > 0 { self.lastPosition = lastPosition }
    var index = 0
    while index < 48, count >> index > 0 {
      levels.append(Level(newest(index).suffix(self.capacity), of: count >> index, capacity: self.capacity))
      index += 1
    }
  }
}

extension History.Level {
  /// Restores a level from the newest of `total` buckets, at the ring positions that appending them one by one gives.
  fileprivate init(_ newest: ArraySlice<History.Bucket>, of total: Int, capacity: Int) {
    hasDropped = total > capacity
    oldest = hasDropped ? total % capacity : 0
    ring = hasDropped ? Array(newest.suffix(oldest) + newest.dropLast(oldest)) : Array(newest)
    waiting = total % 2 == 1 ? newest.last : nil
  }
}
