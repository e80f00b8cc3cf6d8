import SiamTensors
import Testing

struct SeededGeneratorTests {
  @Test func `the same seed, purpose and step give the same stream`() {
    var one = SeededGenerator(seed: 7, purpose: .mining, step: 3)
    var other = SeededGenerator(seed: 7, purpose: .mining, step: 3)
    for _ in 0..<100 { #expect(one.next() == other.next()) }
  }

  @Test func `another seed, purpose or step gives another stream`() {
    var firsts: Set<UInt64> = []
    for seed in [0, 1, 2, UInt64.max] {
      for purpose in [
        SeededGenerator.Purpose.weights, .sampling, .augmentation, .mining, .episodes, .validation, .layout,
      ] {
        for step in [0, 1, 2, 1000, Int.max, -1] {
          var generator = SeededGenerator(seed: seed, purpose: purpose, step: step)
          firsts.insert(generator.next())
        }
      }
    }
    #expect(firsts.count == 4 * 7 * 6)
  }

  /// Values of an independent implementation of xoshiro256** and SplitMix64 (Fixtures/seeded.py).
  private static let recorded: [UInt64] = [
    0xF1E9_725D_8937_9A4C, 0x2E4A_DA2D_A661_D301, 0xCA36_FE05_B577_788E, 0xC28E_9B55_B4A1_45EF,
  ]

  @Test func `the stream matches recorded values`() {
    var generator = SeededGenerator(seed: 1, purpose: .weights)
    #expect((0..<4).map { _ in generator.next() } == Self.recorded)
  }

  @Test func `uniform numbers are evenly distributed`() {
    var generator = SeededGenerator(seed: 3, purpose: .augmentation)
    var bins = Array(repeating: 0, count: 16)
    var (sum, squares) = (0.0, 0.0)
    let count = 16_000
    for _ in 0..<count {
      let value = generator.uniform()
      #expect(value >= 0 && value < 1)
      bins[Int(value * 16)] += 1
      sum += Double(value)
      squares += Double(value * value)
    }
    // χ² with 15 degrees of freedom is above 37.7 once in a thousand.
    let expected = Double(count / 16)
    #expect(bins.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected } < 37.7)
    #expect(abs(sum / Double(count) - 0.5) < 0.01)
    #expect(abs(squares / Double(count) - 1.0 / 3) < 0.01)
  }

  @Test func `symmetric numbers stay within their range on both sides of zero`() {
    var generator = SeededGenerator(seed: 4, purpose: .augmentation)
    let values = (0..<1000).map { _ in generator.symmetric(0.25) }
    #expect(values.allSatisfy { $0 >= -0.25 && $0 <= 0.25 })
    #expect(values.contains { $0 < -0.2 } && values.contains { $0 > 0.2 })
  }

  @Test(arguments: [1, 2, 3, 7, 1000, 1 << 31])
  func `numbers below a bound cover the whole range`(bound: Int) {
    var generator = SeededGenerator(seed: 5, purpose: .sampling, step: bound)
    var seen: Set<Int> = []
    for _ in 0..<2000 {
      let value = generator.below(bound)
      #expect(value >= 0 && value < bound)
      seen.insert(bound <= 7 ? value : value * 4 / bound)
    }
    #expect(seen.count == min(bound, bound <= 7 ? 7 : 4))
  }

  @Test func `a shuffled prefix has distinct elements and loses none`() {
    var generator = SeededGenerator(seed: 6, purpose: .sampling)
    var firsts = Array(repeating: 0, count: 10)
    for _ in 0..<500 {
      var elements = Array(0..<10)
      generator.shufflePrefix(&elements, count: 4)
      #expect(elements.sorted() == Array(0..<10))
      for element in elements[..<4] { firsts[element] += 1 }
    }
    // Each is drawn 200 times on average, with a standard deviation of 11.
    #expect(firsts.allSatisfy { abs($0 - 200) < 50 })
  }

  @Test func `a prefix may have any length`() {
    var generator = SeededGenerator(seed: 7, purpose: .sampling)
    var elements = Array(0..<20)
    generator.shufflePrefix(&elements, count: 100)
    #expect(elements.sorted() == Array(0..<20) && elements != Array(0..<20))
    let before = elements
    generator.shufflePrefix(&elements, count: 0)
    #expect(elements == before)
    var empty: [Int] = []
    generator.shufflePrefix(&empty, count: 3)
    #expect(empty.isEmpty)
  }
}
