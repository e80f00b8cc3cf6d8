import SiamCanvas

extension Action {
  /// The change of a list's selected index, or nil when the action does not move the selection.
  ///
  /// - Parameter page: rows that half a page moves by.
  /// - Returns: a function of the selected index; its result may lie outside the list.
  func listMove(page: Int) -> ((Int) -> Int)? {
    switch self {
    case .up: { $0 - 1 }
    case .down: { $0 + 1 }
    case .halfPageUp: { $0 - page }
    case .halfPageDown: { $0 + page }
    case .first: { _ in 0 }
    case .last: { _ in Int.max }
    default: nil
    }
  }
}

/// The visible rows of a list.
enum ListWindow {
  /// Returns the first visible index, as near to `wanted` as possible while the selected row stays visible.
  static func top(_ wanted: Int, seeing chosen: Int, of count: Int, pageSize: Int) -> Int {
    min(max(min(wanted, chosen), chosen - pageSize + 1, 0), max(0, count - pageSize))
  }
}

/// A field of a list's rows, in columns from the left of a row; its width is 0 when there is no room for it.
struct RowField: Equatable, Sendable {
  var start = 0
  var width = 0

  /// Whether the field contains a column of the row.
  func contains(_ offset: Int) -> Bool { offset >= start && offset < start + width }

  /// The cells of the field in a row.
  func room(in row: Rectangle) -> Rectangle {
    Rectangle(column: row.column + start, row: row.row, width: width, height: 1)
  }
}

extension CaseIterable where Self: Equatable {
  /// The next case; the first one after the last.
  var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}
