/// A random number generator whose seed determines its numbers on every machine: xoshiro256**, seeded by SplitMix64.
///
/// Each purpose and step has a stream of its own, so that the numbers for step 1,000 do not depend on how many were
/// drawn in earlier steps.
///
/// Source: Blackman and Vigna 2021, Scrambled Linear Pseudorandom Number Generators.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// What a stream of random numbers is used for.
  public enum Purpose: UInt64, Sendable {
    /// Initial weights.
    case weights = 1
    /// The classes and images of a training batch.
    case sampling = 2
    /// Augmentation of training images.
    case augmentation = 3
    /// Random choice of triplets or pairs.
    case mining = 4
    /// Sampling of few-shot episodes.
    case episodes = 5
    /// The validation batch for the validation loss.
    case validation = 6
    /// Initial positions in a map of embeddings.
    case layout = 7
    /// Assignment of classes to splits.
    case split = 8
  }

  /// Creates the stream for a seed, purpose and step.
  public init(seed: UInt64, purpose: Purpose, step: Int = 0) {
    var mixer = SplitMix64(state: seed)
    var combined = mixer.next() ^ (purpose.rawValue &* 0x9E37_79B9_7F4A_7C15)
    mixer = SplitMix64(state: combined)
    combined = mixer.next() ^ (UInt64(bitPattern: Int64(step)) &* 0xD1B5_4A32_D192_ED03)
    mixer = SplitMix64(state: combined)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// Returns 64 random bits.
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

  /// Returns a uniform number in 0 ..< 1, with 24 random bits.
  public mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// Returns a uniform number in −range … range.
  public mutating func symmetric(_ range: Float) -> Float { (uniform() * 2 - 1) * range }

  /// Returns a uniform integer in 0 ..< bound.
  ///
  /// It multiplies instead of dividing or rejecting (Lemire 2019); the bias is below 2⁻³².
  public mutating func below(_ bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(bound)) >> 32)
  }

  /// Moves `count` distinct random elements to the front, by a Fisher–Yates shuffle that stops after them.
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
