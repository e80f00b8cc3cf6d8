/// Questions that wait: of each kind only the newest, in the place of the one before it, so that every kind has its
/// turn however often another is asked.
public struct QuestionQueue: Equatable, Sendable {
  private var waiting: [NumberedQuestion] = []

  /// Nothing waits.
  public init() {}

  /// Whether nothing waits.
  public var isEmpty: Bool { waiting.isEmpty }

  /// Takes a question in; an older one of its kind is forgotten.
  public mutating func add(_ question: NumberedQuestion) {
    if let place = waiting.firstIndex(where: { $0.question.kind == question.question.kind }) {
      waiting[place] = question
    } else {
      waiting.append(question)
    }
  }

  /// Gives out the question whose kind has waited longest; nil where none waits.
  public mutating func take() -> NumberedQuestion? { waiting.isEmpty ? nil : waiting.removeFirst() }

  /// Forgets them all.
  public mutating func removeAll() { waiting.removeAll() }
}
