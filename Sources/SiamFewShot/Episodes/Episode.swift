/// One support set and its queries, as rows of an embedding table.
public struct Episode: Equatable, Sendable {
  /// The rows of each of k classes, at least one each; as many as one likes.
  public var support: [[Int]]
  /// The query rows of each of the k classes, in the same order; none of them is in `support`.
  public var queries: [[Int]]
  /// What each of the k classes is called elsewhere: its number among all classes.
  public var classes: [Int]

  /// An episode of one's own choosing; the classes' numbers are their places where nothing else is said.
  public init(support: [[Int]], queries: [[Int]], classes: [Int]? = nil) {
    self.support = support
    self.queries = queries
    self.classes = classes ?? Array(support.indices)
  }

  /// An episode whose queries' classes nobody knows; they all stand in the first place, in the order given.
  ///
  /// For a classifier's scores alone: there is no truth to hold them against.
  public init(support: [[Int]], unlabelled queries: [Int]) { self.init(support: support, queries: [queries]) }

  /// Queries of all classes together.
  public var queryCount: Int { queries.reduce(0) { $0 + $1.count } }
}
