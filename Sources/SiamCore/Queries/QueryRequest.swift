/// A query and its number.
public struct QueryRequest: Equatable, Sendable {
  /// The query's number, chosen by the sender; the reply has the same one.
  public var number: Int
  /// The query.
  public var query: Query

  /// Creates a request.
  public init(number: Int, query: Query) {
    self.number = number
    self.query = query
  }

  /// Returns the reply that rejects the query because of an error.
  public func rejected(_ error: any Error) -> QueryReply {
    QueryReply(number: number, result: .rejected(query.kind, reason: "\(error)"))
  }
}

/// The result of a query, and the query's number.
public struct QueryReply: Equatable, Sendable {
  /// The query's number.
  public var number: Int
  /// The result.
  public var result: QueryResult

  /// Creates a reply.
  public init(number: Int, result: QueryResult) {
    self.number = number
    self.result = result
  }
}
