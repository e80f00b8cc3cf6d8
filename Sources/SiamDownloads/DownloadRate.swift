/// How fast bytes come, by what came in the last seconds.
package struct DownloadRate: Sendable {
  /// What is looked back on, in seconds.
  private static let window = 5.0

  private var samples: [(seconds: Double, byteCount: Int)] = []

  /// Nothing has come.
  package init() {}

  /// Notes how much there is at a time.
  ///
  /// - Parameters:
  ///   - byteCount: all there is; less than before where it starts over.
  ///   - seconds: by any clock that runs evenly.
  package mutating func note(_ byteCount: Int, at seconds: Double) {
    if let last = samples.last {
      if byteCount < last.byteCount { samples = [] }
      // A few samples a second are enough.
      if samples.count > 1, seconds - samples[samples.count - 2].seconds < 0.1 { samples.removeLast() }
    }
    samples.append((seconds, byteCount))
    // One from before the window stays, so that the whole window is covered.
    while samples.count > 2, samples[1].seconds <= seconds - Self.window { samples.removeFirst() }
  }

  /// Bytes a second; nil before there are two samples at least half a second apart.
  package var bytesPerSecond: Double? {
    guard let first = samples.first, let last = samples.last, last.seconds - first.seconds >= 0.5 else { return nil }
    return Double(last.byteCount - first.byteCount) / (last.seconds - first.seconds)
  }
}
