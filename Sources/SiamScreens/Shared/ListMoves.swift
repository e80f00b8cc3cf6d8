extension Action {
  /// Where in a list the chosen place moves, of whose rows so many are half a page; nil where it doesn't.
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

/// The rows of a list that are seen.
enum ListWindow {
  /// The place at the top with which a chosen one is seen, as near to a wanted one as can be.
  static func top(_ wanted: Int, seeing chosen: Int, of count: Int, pageSize: Int) -> Int {
    min(max(min(wanted, chosen), chosen - pageSize + 1, 0), max(0, count - pageSize))
  }
}

extension CaseIterable where Self: Equatable {
  /// The one after it; after the last the first.
  var next: Self {
    let all = Array(Self.allCases)
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }
}
