import SiamMessages

/// What a screen wants to know while it is shown.
struct Inquiry: Equatable, Sendable {
  /// Asked when it is new or has changed.
  var question: Question
  /// Asked again, once the network has moved on, this many seconds after its answer; never where nil.
  var repeats: Double?
  /// Whether it is about the disk, which moves on without the network.
  var isOfDisk: Bool

  init(_ question: Question, repeats: Double? = nil, isOfDisk: Bool = false) {
    self.question = question
    self.repeats = repeats
    self.isOfDisk = isOfDisk
  }
}

/// The questions that are open: one of a kind at a time, so that whoever asks never outruns whoever answers.
struct Inquiries: Equatable, Sendable {
  /// After which a question that has changed no longer waits for the answer to the one before.
  static let patienceSeconds = 0.3

  private struct Entry: Equatable, Sendable {
    var question: Question
    var number: Int
    var askedAt: Double
    /// When it was answered, and after how many steps it was asked; nil while it waits.
    var answeredAt: Double?
    var step: Int
  }

  private var entries: [Question.Kind: Entry] = [:]
  private var count = 0
  /// Why the newest question of a kind has no answer.
  private(set) var refusals: [Question.Kind: String] = [:]

  /// Whether a question waits for its answer.
  var isWaiting: Bool { entries.values.contains { $0.answeredAt == nil } }

  /// Whether the newest question of a kind waits for its answer.
  func isWaiting(for kind: Question.Kind) -> Bool { entries[kind].map { $0.answeredAt == nil } ?? false }

  /// Asks what of the wanted is new, has changed, or is due again.
  mutating func advance(_ wanted: [Inquiry], step: Int, clock: Double) -> [Effect] {
    wanted.compactMap { inquiry in
      guard isDue(inquiry, step: step, clock: clock) else { return nil }
      count += 1
      entries[inquiry.question.kind] = Entry(question: inquiry.question, number: count, askedAt: clock, step: step)
      return .ask(number: count, inquiry.question)
    }
  }

  private func isDue(_ inquiry: Inquiry, step: Int, clock: Double) -> Bool {
    guard let entry = entries[inquiry.question.kind] else { return true }
    if entry.question != inquiry.question {
      return entry.answeredAt != nil || clock - entry.askedAt >= Inquiries.patienceSeconds
    }
    guard let answeredAt = entry.answeredAt, let repeats = inquiry.repeats else { return false }
    return (inquiry.isOfDisk || step > entry.step) && clock - answeredAt >= repeats
  }

  /// Takes an answer's number: the question it answers, or nil where a newer one has taken that one's place.
  mutating func close(_ number: Int, _ answer: Answer, clock: Double) -> Question? {
    guard let (kind, entry) = entries.first(where: { $0.value.number == number && $0.value.answeredAt == nil }) else {
      return nil
    }
    entries[kind]?.answeredAt = clock
    refusals[kind] = nil
    if case .refused(_, let reason) = answer { refusals[kind] = String(reason.prefix(400)) }
    return entry.question
  }

  /// Has every question asked again, and takes no answers to those that are open.
  mutating func forgetAll() { entries.removeAll() }

  /// Has a question asked again though it has not changed.
  mutating func forget(_ kind: Question.Kind) { entries[kind] = nil }
}
