public import SiamCore

/// A session that answers queries about a network: a run in training, or a trained model.
public protocol QuerySession: Sendable {
  /// The query results, each with the number of its query, for one reader. The stream ends after `close`. If results
  /// aren't read, only the latest are retained.
  var results: AsyncStream<QueryReply> { get }

  /// Sends a query; of each kind only the latest waiting query is answered.
  func ask(_ query: Query, number: Int)

  /// Ends the session: no more queries are answered.
  func close()
}

extension QueryReply {
  /// The maximum number of unread results. Only the latest result of each kind matters, and there are far fewer kinds.
  private static let maxUnread = 256

  /// Makes a stream of results that drops the oldest ones if they aren't read.
  package static func makeStream() -> (
    stream: AsyncStream<QueryReply>, continuation: AsyncStream<QueryReply>.Continuation
  ) {
    AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(maxUnread))
  }
}
