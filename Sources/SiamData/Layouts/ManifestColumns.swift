/// Which columns of a manifest hold what, as its first line names them, in any order; others are ignored.
struct ManifestColumns: Equatable {
  var path: Int
  var className: Int
  var group: Int?
  var split: Int?
  /// How many there are.
  var count: Int

  /// Finds the columns; says what is wrong where they can't be used.
  static func found(in names: [[UInt8]]) -> Result<ManifestColumns, Problem> {
    let words = names.map { name in
      String(decoding: name, as: UTF8.self).lowercased().filter { $0 != " " && $0 != "\t" }
    }
    for word in ["path", "class", "group", "split"] where words.count(where: { $0 == word }) > 1 {
      return .failure(Problem(reason: "the column \(word) is there twice"))
    }
    guard let path = words.firstIndex(of: "path"), let className = words.firstIndex(of: "class") else {
      return .failure(Problem(reason: "the first line must name the columns path and class, parted by commas"))
    }
    return .success(
      ManifestColumns(
        path: path, className: className, group: words.firstIndex(of: "group"), split: words.firstIndex(of: "split"),
        count: names.count))
  }

  struct Problem: Error, Equatable { var reason: String }
}
