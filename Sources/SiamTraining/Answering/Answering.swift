public import SiamMessages

/// Whoever answers questions about a network: a run in training, or a trained model that is explored.
public protocol Answering: Sendable {
  /// The answers, each with its question's number; for one reader. Ends after `close`.
  var answers: AsyncStream<NumberedAnswer> { get }

  /// Asks; of each kind only the newest question that waits is answered.
  func ask(_ question: Question, number: Int)

  /// Ends the answers: nothing more will be asked.
  func close()
}
