/// The download speed, measured over the last seconds.
package struct DownloadRate: Sendable {
  /// The length of the measured period, in seconds.
  private static let window = 5.0

  private var samples: [(seconds: Double, byteCount: Int)] = []

  /// Creates a rate without samples.
  package init() {}

  /// Records the number of bytes received at a time.
  ///
  /// - Parameters:
  ///   - byteCount: the total so far; a smaller value than the last one restarts the measurement.
  ///   - seconds: the time, by any steady clock.
  package mutating func record(_ byteCount: Int, at seconds: Double) {
    if let last = samples.last {
      if byteCount < last.byteCount { samples = [] }
      // A few samples a second are enough.
      if samples.count > 1, seconds - samples[samples.count - 2].seconds < 0.1 { samples.removeLast() }
    }
    samples.append((seconds, byteCount))
    // One sample from before the window is retained, so that the whole window is covered.
    while samples.count > 2, samples[1].seconds <= seconds - Self.window { samples.removeFirst() }
  }

  /// The speed in bytes per second; nil until there are samples at least half a second apart.
  package var bytesPerSecond: Double? {
    guard let first = samples.first, let last = samples.last, last.seconds - first.seconds >= 0.5 else { return nil }
    return Double(last.byteCount - first.byteCount) / (last.seconds - first.seconds)
  }
}
