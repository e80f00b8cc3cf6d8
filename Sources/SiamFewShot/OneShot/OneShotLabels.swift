/// The contents of a one-shot run's `class_labels.txt`: the support image that shows the same character, for each
/// query.
///
/// A line is a query image and a support image, such as `run01/test/item01.png run01/training/class08.png`.
///
/// Source: Lake et al. 2015, Human-level concept learning through probabilistic program induction; the files are those
/// of github.com/brendenlake/omniglot, python/one-shot-classification.
public struct OneShotLabels: Equatable, Sendable {
  /// A line of the file: a query image and the support image of its class.
  public struct Line: Equatable, Sendable {
    /// The path of the query image, such as `run01/test/item01.png`.
    public var query: String
    /// The path of the support image, such as `run01/training/class08.png`.
    public var support: String
    /// The line number, counted from 1.
    public var number: Int

    /// Creates a line.
    public init(query: String, support: String, number: Int) {
      self.query = query
      self.support = support
      self.number = number
    }
  }

  /// The lines in the order of the file; each query occurs once.
  public let lines: [Line]

  /// Parses the file's text; empty lines are skipped.
  ///
  /// - Throws: `FewShotError.oneShotLabels` for the first line that isn't a path in a folder `test` and a path in a
  ///   folder `training` beside it, that repeats a query, or that belongs to another run than the first line.
  public init(parsing text: String) throws(FewShotError) {
    var lines: [Line] = []
    var lineOfQuery: [String: Int] = [:]
    var run: String?
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, row) in rows.enumerated() {
      let paths = row.split(whereSeparator: \.isWhitespace).map(String.init)
      if paths.isEmpty { continue }
      let number = index + 1
      guard paths.count == 2 else {
        throw .oneShotLabels(line: number, "expected two paths, of a query and a support image, not \(paths.count)")
      }
      for (path, folder) in zip(paths, ["test", "training"]) {
        let parts = path.split(separator: "/")
        guard parts.count > 1, parts[parts.count - 2] == folder else {
          throw .oneShotLabels(line: number, "\(path) is not in a folder named \(folder)")
        }
        let owner = parts.dropLast(2).joined(separator: "/")
        guard owner == run ?? owner else {
          throw .oneShotLabels(line: number, "\(path) belongs to another run than the lines before")
        }
        run = owner
      }
      if let earlier = lineOfQuery.updateValue(number, forKey: paths[0]) {
        throw .oneShotLabels(line: number, "\(paths[0]) already has a class, on line \(earlier)")
      }
      lines.append(Line(query: paths[0], support: paths[1], number: number))
    }
    guard !lines.isEmpty else { throw .oneShotLabels(line: 1, "the file is empty") }
    self.lines = lines
  }

  /// The query images, in the order of the file.
  public var queries: [String] { lines.map(\.query) }

  /// The support images in the file, each once, sorted by name.
  public var supports: [String] {
    Set(lines.map(\.support)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns each query's class as an index into a list of support images, which may include others.
  ///
  /// - Throws: `FewShotError.oneShotLabels` for the first line whose support image is not in the list.
  public func truths(among supports: [String]) throws(FewShotError) -> [Int] {
    var indices: [String: Int] = [:]
    for (index, path) in supports.enumerated() { indices[path] = index }
    var truths: [Int] = []
    for line in lines {
      guard let index = indices[line.support] else {
        throw .oneShotLabels(line: line.number, "\(line.support) is not among the \(supports.count) support images")
      }
      truths.append(index)
    }
    return truths
  }
}
