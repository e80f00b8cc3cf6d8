package import SiamFewShot

/// A selection of a table's rows, and their row numbers in a smaller table that has only these rows.
package struct RowSelection {
  /// The selected rows, ascending.
  package let rows: [Int]
  private let newRows: [Int: Int]

  /// Selects rows, which may repeat.
  package init(_ rows: some Sequence<Int>) {
    self.rows = Set(rows).sorted()
    newRows = Dictionary(uniqueKeysWithValues: self.rows.enumerated().map { ($0.element, $0.offset) })
  }

  /// Returns the rows' numbers in the smaller table; they must be selected.
  package func renumbered(_ rows: [Int]) -> [Int] { rows.map(newRow) }

  /// Renumbers the rows of an episode.
  package func renumbered(_ episode: Episode) -> Episode {
    Episode(
      support: episode.support.map(renumbered), queries: episode.queries.map(renumbered), classes: episode.classes)
  }

  /// Renumbers the rows of pairs.
  package func renumbered(_ pairs: VerificationPairs) -> VerificationPairs {
    VerificationPairs(
      pairs.pairs.map { .init(first: newRow($0.first), second: newRow($0.second), isSame: $0.isSame) })
  }

  private func newRow(_ row: Int) -> Int {
    guard let newRow = newRows[row] else { preconditionFailure("row \(row) is not selected") }
    return newRow
  }
}

extension Episode {
  /// The rows of all images in the episode.
  package var rows: [Int] { Array([support, queries].joined().joined()) }
}

extension VerificationPairs {
  /// The rows of all images in the pairs.
  package var rows: [Int] { pairs.flatMap { [$0.first, $0.second] } }
}
