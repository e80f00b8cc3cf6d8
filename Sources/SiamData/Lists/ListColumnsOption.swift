import SiamCore

/// The columns of a list as given on the command line: `image,label`, in the order path, class, group and split, or
/// `path=image,class=label,group=…,split=…`. A column is given by its title, or by its number from 1.
package struct ListColumnsOption: Equatable, Sendable {
  /// The title or number of the column of each role.
  private var columns: [ListRole: String] = [:]

  package struct Problem: Error, Equatable, CustomStringConvertible {
    package var description: String
  }

  /// Parses the value of `--columns`.
  ///
  /// - Throws: `Problem` if a role is missing, unknown or given twice.
  package init(_ text: String) throws(Problem) {
    let items = text.split(separator: ",", omittingEmptySubsequences: false).map { item in
      String(item.drop { $0 == " " })
    }
    let isNamed = items.contains { $0.contains("=") }
    let roles = ListRole.allCases
    guard isNamed || items.count <= roles.count else {
      throw Problem(description: "--columns has more than the path, class, group and split")
    }
    for (index, item) in items.enumerated() {
      var (role, column) = (isNamed ? nil : roles[index], item)
      if isNamed, let sign = item.firstIndex(of: "=") {
        role = ListRole(rawValue: item[..<sign].lowercased())
        column = String(item[item.index(after: sign)...])
      }
      guard let role else {
        throw Problem(description: "invalid --columns '\(item)'; expected path=, class=, group= or split=")
      }
      guard columns[role] == nil else { throw Problem(description: "--columns gives \(role.rawValue) twice") }
      guard !column.isEmpty else { throw Problem(description: "--columns gives no column for \(role.rawValue)") }
      columns[role] = column
    }
    for role in [ListRole.path, .className] where columns[role] == nil {
      throw Problem(description: "--columns needs the \(role.rawValue), as in --columns path=image,class=label")
    }
  }

  /// Whether all columns are numbers, so that the list may have no header.
  var areNumbers: Bool { columns.values.allSatisfy { Int($0) != nil } }

  /// Finds the columns in a list with these titles; without titles, by their numbers.
  func find(titles: [String]?, count: Int) -> Result<ListColumns, ListColumns.Problem> {
    var indices: [ListRole: Int] = [:]
    for (role, column) in columns {
      let title = ListRole.normalized(Array(column.utf8))
      if let index = titles?.firstIndex(of: title) {
        indices[role] = index
      } else if let number = Int(column), (1...max(count, 1)).contains(number) {
        indices[role] = number - 1
      } else {
        return .failure(ListColumns.Problem(reason: "no column '\(column)'"))
      }
    }
    guard let path = indices[.path], let className = indices[.className] else {
      return .failure(ListColumns.Problem(reason: "no column for the path or the class"))
    }
    var found = ListColumns(
      path: path, className: className, group: indices[.group], count: count)
    if let split = indices[.split] {
      found.splits = [SplitColumn(index: split, meaning: titles.map { SplitMeaning(title: $0[split]) } ?? .names)]
    }
    return .success(found)
  }
}
