/// A queue of queries with at most one of each kind.
///
/// A newer query replaces the queued one of its kind at its position, so that frequent queries don't delay other kinds.
public struct QueryQueue: Equatable, Sendable {
  private var waiting: [QueryRequest] = []

  /// Creates an empty queue.
  public init() {}

  /// Whether the queue is empty.
  public var isEmpty: Bool { waiting.isEmpty }

  /// Appends a query, or replaces the queued query of its kind.
  public mutating func add(_ query: QueryRequest) {
    if let index = waiting.firstIndex(where: { $0.query.kind == query.query.kind }) {
      waiting[index] = query
    } else {
      waiting.append(query)
    }
  }

  /// Removes and returns the first query, or returns nil if the queue is empty.
  public mutating func popFirst() -> QueryRequest? { waiting.isEmpty ? nil : waiting.removeFirst() }

  /// Removes all queries.
  public mutating func removeAll() { waiting.removeAll() }
}
