import SiamCanvas
import SiamScreens

/// Reads what a `ByteWriter` wrote.
struct ByteReader {
  /// There is less than there should be, or it can't be so.
  struct Damaged: Error {}

  private let bytes: [UInt8]
  private(set) var place = 0

  init(_ bytes: [UInt8], at place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  private mutating func word(_ count: Int) throws(Damaged) -> UInt64 {
    guard bytes.count - place >= count else { throw Damaged() }
    var value: UInt64 = 0
    for offset in 0..<count { value |= UInt64(bytes[place + offset]) << UInt64(8 * offset) }
    place += count
    return value
  }

  mutating func unsigned() throws(Damaged) -> UInt64 { try word(8) }

  mutating func integer() throws(Damaged) -> Int { Int(Int64(bitPattern: try word(8))) }

  /// How many things follow that take so many bytes each: never more than there are bytes for.
  mutating func count(of size: Int) throws(Damaged) -> Int {
    let count = try integer()
    guard count >= 0, count <= (bytes.count - place) / size else { throw Damaged() }
    return count
  }

  mutating func double() throws(Damaged) -> Double { Double(bitPattern: try word(8)) }

  mutating func float() throws(Damaged) -> Float { Float(bitPattern: UInt32(truncatingIfNeeded: try word(4))) }

  mutating func blob() throws(Damaged) -> [UInt8] {
    let count = try count(of: 1)
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  mutating func row() throws(Damaged) -> StepRow {
    let (step, offset, seconds) = (try integer(), try integer(), try double())
    guard step >= 0, offset >= 0 else { throw Damaged() }
    var samples: [Double] = []
    samples.reserveCapacity(StepCurve.allCases.count)
    for curve in 0..<StepCurve.allCases.count {
      samples.append(curve == StepCurve.seconds.rawValue ? seconds : Double(try float()))
    }
    return StepRow(step: step, offset: offset, samples: samples)
  }

  mutating func bucket() throws(Damaged) -> History.Bucket {
    let (first, last, minimum, maximum) = (try double(), try double(), try double(), try double())
    let (sum, count, smooth) = (try double(), try integer(), try double())
    return History.Bucket(
      first: first, last: last, minimum: minimum, maximum: maximum, sum: sum, count: count,
      smooth: smooth.isNaN ? nil : smooth)
  }

  mutating func state() throws(Damaged) -> CurveState {
    var state = CurveState()
    for curve in StepCurve.allCases {
      let (sum, weight, latest) = (try double(), try double(), try double())
      state.averages[curve.rawValue] = DebiasedAverage(decay: curve.decay, sum: sum, weight: weight)
      state.latest[curve.rawValue] = latest.isNaN ? nil : latest
    }
    return state
  }
}
