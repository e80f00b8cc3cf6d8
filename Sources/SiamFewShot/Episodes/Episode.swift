/// A support set and its queries, as rows of an embedding table.
public struct Episode: Equatable, Sendable {
  /// The support rows of each of the k classes, at least one per class.
  public var support: [[Int]]
  /// The query rows of each of the k classes, in the same order; none is in `support`.
  public var queries: [[Int]]
  /// The number of each of the k classes among all classes.
  public var classes: [Int]

  /// Creates an episode; by default the classes are numbered from 0.
  public init(support: [[Int]], queries: [[Int]], classes: [Int]? = nil) {
    self.support = support
    self.queries = queries
    self.classes = classes ?? Array(support.indices)
  }

  /// Creates an episode of queries whose classes are unknown; they are listed under the first class.
  ///
  /// Use it only for a classifier's scores, not for accuracy.
  public init(support: [[Int]], unlabelled queries: [Int]) { self.init(support: support, queries: [queries]) }

  /// The number of queries of all classes.
  public var queryCount: Int { queries.reduce(0) { $0 + $1.count } }
}
