/// Random numbers that a seed determines, on every machine: xoshiro256**, seeded through SplitMix64.
///
/// A stream is named by what it is for and the step it serves, so that what is drawn for step 1,000 does not depend on
/// how the steps before it were computed, or by whom.
///
/// Source: Blackman and Vigna 2021, Scrambled Linear Pseudorandom Number Generators.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// What a stream of random numbers is for.
  public enum Purpose: UInt64, Sendable {
    /// Initial weights.
    case weights = 1
    /// Which classes and images a batch holds.
    case sampling = 2
    /// How images are varied.
    case augmentation = 3
    /// Which triplets or pairs are drawn.
    case mining = 4
    /// Which episodes are examined.
    case episodes = 5
    /// Which held-out batch the held-out loss is taken on.
    case heldOut = 6
    /// Where a map of embeddings begins.
    case layout = 7
    /// Which classes are on which side of a split.
    case split = 8
  }

  /// The stream of a seed for a purpose at a step.
  public init(seed: UInt64, purpose: Purpose, step: Int = 0) {
    var mixer = SplitMix64(state: seed)
    var combined = mixer.next() ^ (purpose.rawValue &* 0x9E37_79B9_7F4A_7C15)
    mixer = SplitMix64(state: combined)
    combined = mixer.next() ^ (UInt64(bitPattern: Int64(step)) &* 0xD1B5_4A32_D192_ED03)
    mixer = SplitMix64(state: combined)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    let result = ((state.1 &* 5) << 7 | (state.1 &* 5) >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// Uniform in 0 ..< 1, with 24 random bits.
  public mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// Uniform in −range … range.
  public mutating func symmetric(_ range: Float) -> Float { (uniform() * 2 - 1) * range }

  /// Uniform in 0 ..< bound; without division or rejection, by multiplication (Lemire 2019), its bias below 2⁻³².
  public mutating func below(_ bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(bound)) >> 32)
  }

  /// Puts `count` distinct random elements first: a Fisher–Yates shuffle that stops there.
  public mutating func shufflePrefix<Element>(_ elements: inout [Element], count: Int) {
    for index in 0..<min(count, elements.count) {
      elements.swapAt(index, index + below(elements.count - index))
    }
  }
}

private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
