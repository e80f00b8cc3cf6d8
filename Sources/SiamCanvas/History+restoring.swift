extension History {
  /// Buckets a level keeps where nothing else is said.
  package static let usualCapacity = 1024

  /// A history as it was after some samples, from its newest buckets.
  ///
  /// - Parameters:
  ///   - count: samples so far.
  ///   - average: the smoothed curve after them.
  ///   - latest: the newest finite value.
  ///   - lastPosition: the position of the newest sample.
  ///   - capacity: buckets kept a level.
  ///   - newest: the newest whole buckets of 2ᵏ samples by k, oldest first, as many of the `count >> k` as are kept.
  package init(
    count: Int, average: DebiasedAverage, latest: Double?, lastPosition: Double, capacity: Int = usualCapacity,
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
  /// The newest of `total` buckets, at the places of the ring they were put in one by one.
  fileprivate init(_ newest: ArraySlice<History.Bucket>, of total: Int, capacity: Int) {
    hasDropped = total > capacity
    oldest = hasDropped ? total % capacity : 0
    ring = hasDropped ? Array(newest.suffix(oldest) + newest.dropLast(oldest)) : Array(newest)
    waiting = total % 2 == 1 ? newest.last : nil
  }
}
