/// A published list of pairs of images, such as the `pairs.txt` of Labeled Faces in the Wild (LFW): folds of as many
/// pairs of the same person as of different persons.
///
/// The first line has the number of folds and the number n of pairs of each kind in a fold, or n alone for one fold.
/// A fold has n lines `name i j` and then n lines `name i other j`, where `i` and `j` number images of the classes.
///
/// Source: Huang et al. 2007, Labeled Faces in the Wild, §5; its `README`.
public struct PairList: Equatable, Sendable {
  /// An image, by the name of its class and its number there, from 1.
  public struct Image: Hashable, Sendable {
    /// The name of the class, such as `Aaron_Peirsol`.
    public var name: String
    /// The number in the file's name, such as 2 in `Aaron_Peirsol_0002.jpg`.
    public var number: Int

    /// Creates an image.
    public init(name: String, number: Int) {
      self.name = name
      self.number = number
    }
  }

  /// Two images.
  public struct Pair: Equatable, Sendable {
    /// The first image.
    public var first: Image
    /// The second image.
    public var second: Image
    /// Whether both are of the same class.
    public var isSame: Bool
  }

  /// All pairs, fold by fold.
  public private(set) var pairs: [Pair] = []
  /// The indices in `pairs` of each fold.
  public private(set) var folds: [Range<Int>] = []

  /// The distinct images.
  public var images: Set<Image> { Set(pairs.flatMap { [$0.first, $0.second] }) }

  /// Parses a list.
  ///
  /// - Parameter text: the text of the file.
  /// - Throws: `PairListError` with the line that is invalid.
  public init(parsing text: String) throws(PairListError) {
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .map { (line: $0.offset + 1, fields: $0.element.split(whereSeparator: \.isWhitespace)) }
      .filter { !$0.fields.isEmpty }
    let numbers = rows.first?.fields.map { Int($0) } ?? []
    guard let head = rows.first, (1...2).contains(numbers.count), let last = numbers.last, let count = last,
      let first = numbers.first, let given = first, count > 0, given > 0
    else {
      throw PairListError(
        line: 1, reason: "expected the number of folds and of pairs, as in '10 300', or the number of pairs")
    }
    let foldCount = numbers.count == 2 ? given : 1
    let body = rows.dropFirst()
    // Divided, as the product of two numbers in a file may overflow.
    let halves = body.count.isMultiple(of: 2) ? body.count / 2 : 0
    guard halves.isMultiple(of: foldCount), halves / foldCount == count else {
      throw PairListError(
        line: head.line, reason: "\(body.count) pairs follow; expected \(foldCount) × 2 × \(count)")
    }
    for (index, row) in body.enumerated() {
      pairs.append(try Self.pair(row.fields, line: row.line, isSame: index / count % 2 == 0))
    }
    folds = (0..<foldCount).map { $0 * 2 * count..<($0 + 1) * 2 * count }
  }

  private static func pair(
    _ fields: [Substring], line: Int, isSame: Bool
  ) throws(PairListError) -> Pair {
    func image(_ name: Substring, _ number: Substring) throws(PairListError) -> Image {
      guard let number = Int(number), number >= 0 else {
        throw PairListError(line: line, reason: "'\(number)' is not the number of an image")
      }
      return Image(name: String(name), number: number)
    }
    guard fields.count == (isSame ? 3 : 4) else {
      throw PairListError(
        line: line, reason: "expected " + (isSame ? "a name and two numbers" : "a name and a number, twice"))
    }
    let second = isSame ? try image(fields[0], fields[2]) : try image(fields[2], fields[3])
    return Pair(first: try image(fields[0], fields[1]), second: second, isSame: isSame)
  }
}

/// An error in a list of pairs.
public struct PairListError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The number of the line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var reason: String

  /// One line: where and what.
  public var description: String { "line \(line): \(reason)" }
}
