/// What a one-shot run's `class_labels.txt` says: which support image shows the same character as each query image.
///
/// A line of Omniglot's reads `run01/test/item01.png run01/training/class08.png`.
///
/// Source: Lake et al. 2015, Human-level concept learning through probabilistic program induction; the files are those
/// of github.com/brendenlake/omniglot, python/one-shot-classification.
public struct OneShotLabels: Equatable, Sendable {
  /// A query image and the support image of its class, as paths.
  public struct Line: Equatable, Sendable {
    /// Such as `run01/test/item01.png`.
    public var query: String
    /// Such as `run01/training/class08.png`.
    public var support: String
    /// Where it stands in the file, from 1.
    public var number: Int

    /// A query image and the support image of its class.
    public init(query: String, support: String, number: Int) {
      self.query = query
      self.support = support
      self.number = number
    }
  }

  /// In the order of the file, each query once.
  public let lines: [Line]

  /// Reads the file's text; empty lines don't count.
  ///
  /// - Throws: `FewShotError.oneShotLabels` with the number of the first line that is not two paths, the first in a
  ///   folder `test` and the second in a folder `training` beside it; that has a query again; or that is of another run
  ///   than the first.
  public init(parsing text: String) throws(FewShotError) {
    var lines: [Line] = []
    var lineOfQuery: [String: Int] = [:]
    var run: String?
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, row) in rows.enumerated() {
      let words = row.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.isEmpty { continue }
      let number = index + 1
      guard words.count == 2 else {
        throw .oneShotLabels(line: number, "\(words.count) words where a query's and a support image's path belong")
      }
      for (path, folder) in zip(words, ["test", "training"]) {
        let parts = path.split(separator: "/")
        guard parts.count > 1, parts[parts.count - 2] == folder else {
          throw .oneShotLabels(line: number, "\(path) is not in a folder named \(folder)")
        }
        let owner = parts.dropLast(2).joined(separator: "/")
        guard owner == run ?? owner else {
          throw .oneShotLabels(line: number, "\(path) is of another run than the lines before")
        }
        run = owner
      }
      if let earlier = lineOfQuery.updateValue(number, forKey: words[0]) {
        throw .oneShotLabels(line: number, "\(words[0]) has a class already, on line \(earlier)")
      }
      lines.append(Line(query: words[0], support: words[1], number: number))
    }
    guard !lines.isEmpty else { throw .oneShotLabels(line: 1, "nothing there") }
    self.lines = lines
  }

  /// The query images, in the order of the file.
  public var queries: [String] { lines.map(\.query) }

  /// The support images that are named, each once, by name.
  public var supports: [String] {
    Set(lines.map(\.support)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Each query's class as a place in a list of support images, which may hold images that no query shows.
  ///
  /// - Throws: `FewShotError.oneShotLabels` with the number of the line whose support image is not in the list.
  public func truths(among supports: [String]) throws(FewShotError) -> [Int] {
    var places: [String: Int] = [:]
    for (place, path) in supports.enumerated() { places[path] = place }
    var truths: [Int] = []
    for line in lines {
      guard let place = places[line.support] else {
        throw .oneShotLabels(line: line.number, "\(line.support) is not among the \(supports.count) support images")
      }
      truths.append(place)
    }
    return truths
  }
}
