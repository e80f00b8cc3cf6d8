import SiamCanvas
import SiamScreens

/// Numbers as an index's file has them: little-endian, one after the other.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

  mutating func put(_ value: UInt64) {
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
  }

  mutating func put(_ value: Int) { put(UInt64(bitPattern: Int64(value))) }

  mutating func put(_ value: Double) { put(value.bitPattern) }

  mutating func put(_ value: Float) {
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> (8 * shift))) }
  }

  /// A count, then the bytes.
  mutating func put(_ blob: [UInt8]) {
    put(blob.count)
    bytes += blob
  }

  mutating func put(_ row: StepRow) {
    let seconds = StepCurve.seconds.rawValue
    put(row.step)
    put(row.offset)
    put(row.samples[seconds])
    for (curve, sample) in row.samples.enumerated() where curve != seconds { put(Float(sample)) }
  }

  mutating func put(_ bucket: History.Bucket) {
    put(bucket.first)
    put(bucket.last)
    put(bucket.minimum)
    put(bucket.maximum)
    put(bucket.sum)
    put(bucket.count)
    put(bucket.smooth ?? .nan)
  }

  mutating func put(_ state: CurveState) {
    for (average, latest) in zip(state.averages, state.latest) {
      put(average.sum)
      put(average.weight)
      put(latest ?? .nan)
    }
  }
}
