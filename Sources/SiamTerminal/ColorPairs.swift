/// The numbers of colour pairs in use, at most as many as the terminal's table holds.
struct ColorPairs {
  /// Two colour numbers; -1 for the terminal's own.
  struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
    static let standard = Pair(foreground: -1, background: -1)
  }

  /// A pair's number, and whether it has to be defined first.
  struct Assignment: Equatable {
    var number: Int32
    var isNew: Bool
  }

  private var numbers: [Pair: Int32] = [:]
  private var free: [Int32]

  /// - Parameter capacity: the size of the terminal's table, with pair 0, which is the terminal's own colours.
  init(capacity: Int) {
    free = capacity > 1 ? Array((1..<Int32(clamping: capacity)).reversed()) : []
  }

  /// How many pairs have a number.
  var count: Int { numbers.count }

  /// The pair's number; nil where the table is full.
  mutating func assignment(_ pair: Pair) -> Assignment? {
    if pair == .standard { return Assignment(number: 0, isNew: false) }
    if let number = numbers[pair] { return Assignment(number: number, isNew: false) }
    guard let number = free.popLast() else { return nil }
    numbers[pair] = number
    return Assignment(number: number, isNew: true)
  }

  /// Forgets all pairs but those that are on screen.
  mutating func evict(keeping used: Set<Pair>) {
    for (pair, number) in numbers where !used.contains(pair) {
      numbers[pair] = nil
      free.append(number)
    }
  }

  /// Forgets a pair the terminal refused.
  mutating func remove(_ pair: Pair) {
    if let number = numbers.removeValue(forKey: pair) { free.append(number) }
  }
}
