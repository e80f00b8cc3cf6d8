/// What happened, newest last; the oldest lines are dropped.
struct RunLog: Equatable, Sendable {
  /// Lines kept.
  static let capacity = 200

  /// How a line looks.
  enum Kind: Equatable, Sendable {
    /// In passing.
    case note
    /// What a person asked for was done.
    case answer
    /// A person changed something.
    case command
    /// Held-out classes were examined.
    case evaluation
    /// Went well.
    case good
    /// Needs attention.
    case warning
  }

  /// A line.
  struct Entry: Equatable, Sendable {
    /// Steps taken when it happened.
    var step: Int
    /// What happened.
    var text: String
    /// How it looks.
    var kind: Kind
    /// On the front end's clock.
    var at: Double
  }

  private(set) var entries: [Entry] = []

  /// Adds a line; an evaluation's figures of one step share one.
  mutating func add(_ text: String, kind: Kind, step: Int, at clock: Double) {
    if kind == .evaluation, let last = entries.last, last.kind == .evaluation, last.step == step, last.text.count < 200
    {
      entries[entries.count - 1].text = last.text.replacing(" %", with: "") + ", \(text)"
      return
    }
    entries.append(Entry(step: step, text: String(text.prefix(400)), kind: kind, at: clock))
    if entries.count > RunLog.capacity { entries.removeFirst(entries.count - RunLog.capacity) }
  }
}
