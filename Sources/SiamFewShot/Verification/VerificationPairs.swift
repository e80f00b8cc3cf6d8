internal import SiamTensors

/// Pairs of images of classes never trained on, half of one class and half of two, drawn by seed.
public struct VerificationPairs: Equatable, Sendable {
  /// Two distinct images, as rows of an embedding table.
  public struct Pair: Hashable, Sendable {
    /// A row.
    public var first: Int
    /// Another row.
    public var second: Int
    /// Whether both are of one class.
    public var isSame: Bool

    /// Two rows.
    public init(first: Int, second: Int, isSame: Bool) {
      self.first = first
      self.second = second
      self.isSame = isSame
    }
  }

  /// Same pairs, then as many different ones.
  public let pairs: [Pair]

  /// Whether each pair is of one class.
  public var isSame: [Bool] { pairs.map(\.isSame) }

  /// Pairs of one's own choosing.
  public init(_ pairs: [Pair]) { self.pairs = pairs }

  /// Draws `count` same and `count` different pairs, evenly among all there are, so that large classes have more.
  ///
  /// Each pair is drawn at most once; where there are fewer than `count` of a kind, each is drawn as often as every
  /// other, but for one time.
  ///
  /// - Parameters:
  ///   - classes: rows of the embedding table, class by class, each row once.
  ///   - count: pairs of each kind, at least 1.
  ///   - seed: pairs are a function of it, and not of how many are drawn: fewer are a prefix of more.
  /// - Throws: `FewShotError.tooFewForPairs` where there are no two classes, or no class of two images.
  public init(_ classes: [[Int]], count: Int, seed: UInt64) throws(FewShotError) {
    precondition(count > 0, "at least one pair of each kind")
    let rows = Array(classes.joined())
    var (sameBefore, differentBefore, ends) = ([0], [0], [0])
    for members in classes {
      let end = ends[ends.count - 1] + members.count
      ends.append(end)
      sameBefore.append(sameBefore[sameBefore.count - 1] + members.count * (members.count - 1) / 2)
      differentBefore.append(differentBefore[differentBefore.count - 1] + members.count * (rows.count - end))
    }
    let (same, different) = (sameBefore[classes.count], differentBefore[classes.count])
    guard same > 0, different > 0 else {
      throw .tooFewForPairs(
        classes: classes.count { !$0.isEmpty }, classesOfTwo: classes.count { $0.count > 1 })
    }
    pairs =
      Self.draw(count, of: same, seed: seed, stream: -1).map { index in
        let label = Self.part(sameBefore, index)
        let (first, second) = Self.pair(index - sameBefore[label])
        return Pair(first: classes[label][first], second: classes[label][second], isSame: true)
      }
      + Self.draw(count, of: different, seed: seed, stream: -2).map { index in
        let label = Self.part(differentBefore, index)
        let strangers = rows.count - ends[label + 1]
        let (first, second) = (index - differentBefore[label]).quotientAndRemainder(dividingBy: strangers)
        return Pair(first: classes[label][first], second: rows[ends[label + 1] + second], isSame: false)
      }
  }

  /// `count` numbers in 0 ..< total, distinct as long as there are any left, then from the start again: a Fisher–Yates
  /// shuffle of which only the moved elements are kept.
  ///
  /// Episodes are numbered from 0, so `stream` is negative.
  static func draw(_ count: Int, of total: Int, seed: UInt64, stream: Int) -> [Int] {
    var generator = SeededGenerator(seed: seed, purpose: .episodes, step: stream)
    var drawn: [Int] = []
    drawn.reserveCapacity(count)
    while drawn.count < count {
      var moved: [Int: Int] = [:]
      for place in 0..<min(total, count - drawn.count) {
        let other = place + Int(generator.next().multipliedFullWidth(by: UInt64(total - place)).high)
        let here = moved.removeValue(forKey: place) ?? place
        if other == place {
          drawn.append(here)
        } else {
          drawn.append(moved.updateValue(here, forKey: other) ?? other)
        }
      }
    }
    return drawn
  }

  /// The part that a number falls into, of parts that start at `starts`, ascending; empty parts are passed over.
  private static func part(_ starts: [Int], _ number: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    return low
  }

  /// The pair of a number: (0, 1), (0, 2), (1, 2), (0, 3), …
  private static func pair(_ number: Int) -> (first: Int, second: Int) {
    var second = Int((Double(8 * number + 1).squareRoot() + 1) / 2)
    while second * (second - 1) / 2 > number { second -= 1 }
    while (second + 1) * second / 2 <= number { second += 1 }
    return (number - second * (second - 1) / 2, second)
  }
}
