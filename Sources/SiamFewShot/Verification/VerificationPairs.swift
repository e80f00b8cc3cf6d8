package import SiamTensors

/// Random pairs of images for verification, with as many negative as positive pairs.
public struct VerificationPairs: Equatable, Sendable {
  /// Two distinct images, as rows of an embedding table.
  public struct Pair: Hashable, Sendable {
    /// The first image's row.
    public var first: Int
    /// The second image's row.
    public var second: Int
    /// Whether both images are of the same class.
    public var isSame: Bool

    /// Creates a pair.
    public init(first: Int, second: Int, isSame: Bool) {
      self.first = first
      self.second = second
      self.isSame = isSame
    }
  }

  /// The positive pairs, then as many negative pairs.
  public let pairs: [Pair]

  /// Whether each pair is positive.
  public var isSame: [Bool] { pairs.map(\.isSame) }

  /// Creates a list of the given pairs.
  public init(_ pairs: [Pair]) { self.pairs = pairs }

  /// Draws `count` positive and `count` negative pairs uniformly from all pairs, so that large classes have more.
  ///
  /// No pair is drawn twice before all pairs of its kind are drawn once.
  ///
  /// - Parameters:
  ///   - classes: rows of the embedding table, class by class, each row once.
  ///   - count: the number of pairs of each kind, at least 1.
  ///   - seed: the seed; with the same seed, a smaller number of pairs is a prefix of a larger one.
  /// - Throws: `FewShotError.tooFewForPairs` if there are no two classes or no class with two images.
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
        let negatives = rows.count - ends[label + 1]
        let (first, second) = (index - differentBefore[label]).quotientAndRemainder(dividingBy: negatives)
        return Pair(first: classes[label][first], second: rows[ends[label + 1] + second], isSame: false)
      }
  }

  /// Draws `count` numbers in 0 ..< total, which are distinct until all are drawn, then starts again.
  ///
  /// It is a Fisher–Yates shuffle that stores only the moved elements. `stream` is negative, as episodes use the
  /// streams from 0 on.
  static func draw(_ count: Int, of total: Int, seed: UInt64, stream: Int) -> [Int] {
    var generator = SeededGenerator(seed: seed, purpose: .episodes, step: stream)
    var drawn: [Int] = []
    drawn.reserveCapacity(count)
    while drawn.count < count {
      var moved: [Int: Int] = [:]
      for index in 0..<min(total, count - drawn.count) {
        let other = index + Int(generator.next().multipliedFullWidth(by: UInt64(total - index)).high)
        let current = moved.removeValue(forKey: index) ?? index
        if other == index {
          drawn.append(current)
        } else {
          drawn.append(moved.updateValue(current, forKey: other) ?? other)
        }
      }
    }
    return drawn
  }

  /// Returns the index of the non-empty part that contains a number; `starts` are the parts' starts, ascending.
  private static func part(_ starts: [Int], _ number: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the pair with a number in the order (0, 1), (0, 2), (1, 2), (0, 3), …
  private static func pair(_ number: Int) -> (first: Int, second: Int) {
    var second = Int((Double(8 * number + 1).squareRoot() + 1) / 2)
    while second * (second - 1) / 2 > number { second -= 1 }
    while (second + 1) * second / 2 <= number { second += 1 }
    return (number - second * (second - 1) / 2, second)
  }
}

extension VerificationPairs {
  /// Returns each pair's negated squared Euclidean distance, −4…0 for unit vectors; higher means more similar.
  package func scores(_ table: EmbeddingTable) -> [Float] {
    pairs.map { -table.squaredDistance($0.first, $0.second) }
  }

  /// Returns each pair's logit by the pair head; higher means more similar.
  package func scores(_ head: PairLogits) throws(TensorError) -> [Float] {
    var logits: [Float] = []
    try head.measure(pairs.map { ($0.first, $0.second) }, into: &logits)
    return logits
  }
}
