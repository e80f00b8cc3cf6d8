internal import SiamFewShot

/// Some rows of a table, as a table of those alone has them: in their old order, one after the other.
struct RowSelection {
  /// The rows that are in it, ascending.
  let rows: [Int]
  private let places: [Int: Int]

  /// Of rows that may come more than once.
  init(_ rows: some Sequence<Int>) {
    self.rows = Set(rows).sorted()
    places = Dictionary(uniqueKeysWithValues: self.rows.enumerated().map { ($0.element, $0.offset) })
  }

  /// Where rows of the selection are in the smaller table.
  func moved(_ rows: [Int]) -> [Int] { rows.map(place) }

  /// An episode that draws from the selection, over the smaller table.
  func moved(_ episode: Episode) -> Episode {
    Episode(support: episode.support.map(moved), queries: episode.queries.map(moved), classes: episode.classes)
  }

  /// Pairs of the selection, over the smaller table.
  func moved(_ pairs: VerificationPairs) -> VerificationPairs {
    VerificationPairs(
      pairs.pairs.map { .init(first: place($0.first), second: place($0.second), isSame: $0.isSame) })
  }

  private func place(_ row: Int) -> Int {
    guard let place = places[row] else { preconditionFailure("row \(row) is not of the selection") }
    return place
  }
}

extension Episode {
  /// Every row that it looks at.
  var drawn: [Int] { Array([support, queries].joined().joined()) }
}

extension VerificationPairs {
  /// Every row that they look at.
  var drawn: [Int] { pairs.flatMap { [$0.first, $0.second] } }
}
