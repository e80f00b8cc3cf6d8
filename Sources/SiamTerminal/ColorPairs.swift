/// A table of the colour pairs in use and their ncurses numbers, limited to the terminal's capacity.
struct ColorPairs {
  /// A foreground and a background colour number; -1 is the terminal's default colour.
  struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
    static let standard = Pair(foreground: -1, background: -1)
  }

  /// A pair's number, and whether it must still be defined in ncurses.
  struct Assignment: Equatable {
    var number: Int32
    var isNew: Bool
  }

  private var numbers: [Pair: Int32] = [:]
  private var free: [Int32]

  /// - Parameter capacity: the size of the terminal's table, including pair 0, the terminal's default colours.
  init(capacity: Int) {
    free = capacity > 1 ? Array((1..<Int32(clamping: capacity)).reversed()) : []
  }

  /// The number of pairs in the table, without pair 0.
  var count: Int { numbers.count }

  /// Returns the pair's number, assigning a free one if it has none; nil if the table is full.
  mutating func assignment(_ pair: Pair) -> Assignment? {
    if pair == .standard { return Assignment(number: 0, isNew: false) }
    if let number = numbers[pair] { return Assignment(number: number, isNew: false) }
    guard let number = free.popLast() else { return nil }
    numbers[pair] = number
    return Assignment(number: number, isNew: true)
  }

  /// Removes all pairs except those on screen.
  mutating func evict(keeping used: Set<Pair>) {
    for (pair, number) in numbers where !used.contains(pair) {
      numbers[pair] = nil
      free.append(number)
    }
  }

  /// Removes a pair that the terminal rejected.
  mutating func remove(_ pair: Pair) {
    if let number = numbers.removeValue(forKey: pair) { free.append(number) }
  }
}
