/// A question and the number its answer will carry.
public struct NumberedQuestion: Equatable, Sendable {
  /// Whoever asks counts.
  public var number: Int
  /// What is asked.
  public var question: Question

  /// A question and its number.
  public init(number: Int, question: Question) {
    self.number = number
    self.question = question
  }

  /// The answer that there is none, for an error's reason.
  public func refused(_ error: any Error) -> NumberedAnswer {
    NumberedAnswer(number: number, answer: .refused(question.kind, reason: "\(error)"))
  }
}

/// An answer and the number of the question it answers.
public struct NumberedAnswer: Equatable, Sendable {
  /// The question's.
  public var number: Int
  /// What is answered.
  public var answer: Answer

  /// An answer and its question's number.
  public init(number: Int, answer: Answer) {
    self.number = number
    self.answer = answer
  }
}
